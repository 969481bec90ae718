package dev.hookline.localstack.database;

/** How one service reaches its own database. */
public record DatabaseLogin(String jdbcUrl, String username, String password) {

    /** Leaves the password out: logins end up in logs. */
    @Override
    public String toString() {
        return "DatabaseLogin[jdbcUrl=" + jdbcUrl + ", username=" + username + "]";
    }
}
