package dev.hookline.localstack.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** The databases of the services, each owned by a role of the same name that reaches no other. */
final class ServiceDatabases {

    static final List<String> NAMES = List.of("content", "media", "email", "gateway");

    private final Connection superuser;
    private final DatabasePasswords passwords;

    ServiceDatabases(Connection superuser, DatabasePasswords passwords) {
        this.superuser = superuser;
        this.passwords = passwords;
    }

    /** Creates what is missing; a start that was cut short is completed by the next one. */
    void createMissing() throws SQLException {
        try (var statement = superuser.createStatement()) {
            for (var name : NAMES) {
                if (isMissing(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + name + "'")) {
                    // Generated passwords are base64url: nothing in them needs quoting.
                    statement.execute(
                            "CREATE ROLE %s LOGIN PASSWORD '%s'"
                                    .formatted(name, passwords.of(name)));
                }
                if (isMissing(
                        statement, "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
                    statement.execute("CREATE DATABASE %s OWNER %s".formatted(name, name));
                }
                statement.execute("REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(name));
            }
            statement.execute("REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC");
        }
    }

    private static boolean isMissing(Statement statement, String query) throws SQLException {
        try (var rows = statement.executeQuery(query)) {
            return !rows.next();
        }
    }
}
