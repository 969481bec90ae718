package dev.hookline.gateway.pluginapi;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** Plain SQL for the features that keep what plugins give them. */
@ApplicationScoped
public class Database {

    /** Something to do with a connection. */
    @FunctionalInterface
    public interface Work<T> {

        T with(Connection connection) throws SQLException;
    }

    /** What the database refused; {@link #state} tells why. */
    public static final class Refused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Refused(SQLException cause) {
            super(cause.getMessage(), cause);
        }

        /** The SQLSTATE. */
        public String state() {
            return getCause() instanceof SQLException cause && cause.getSQLState() != null
                    ? cause.getSQLState()
                    : "";
        }
    }

    private static final int SECONDS = 10;

    private final AgroalDataSource dataSource;

    Database(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * A statement that is given up after a few seconds, such as one that waits for a row.
     *
     * @throws SQLException when the database refuses it
     */
    public static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        var statement = connection.prepareStatement(sql);
        statement.setQueryTimeout(SECONDS);
        return statement;
    }

    /**
     * Works in the transaction under way, or else with each statement on its own.
     *
     * @throws Refused whatever the database says no to
     */
    public <T> T call(Work<T> work) {
        try (var connection = dataSource.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new Refused(e);
        }
    }

    /**
     * Works in a transaction of its own; an exception undoes it.
     *
     * @throws Refused whatever the database says no to
     */
    public <T> T transaction(Work<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> call(work));
    }
}
