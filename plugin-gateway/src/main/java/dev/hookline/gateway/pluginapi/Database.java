package dev.hookline.gateway.pluginapi;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
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

    private final AgroalDataSource dataSource;

    Database(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
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
