package dev.hookline.gateway.backlog;

import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Transactions of deliveries, few at once: however many subjects fail together, the API keeps its
 * connections.
 */
@ApplicationScoped
public class Transactions {

    private static final int AT_ONCE = 6;

    /** What is done within one transaction. */
    public interface Work<T extends @Nullable Object> {
        T in(Connection connection) throws SQLException;
    }

    private final Semaphore places = new Semaphore(AT_ONCE);
    private final AgroalDataSource dataSource;

    Transactions(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Runs the work in a transaction of its own, waiting for a place.
     *
     * @throws RuntimeException when the database cannot be had or refuses
     */
    public <T extends @Nullable Object> T run(Work<T> work) {
        places.acquireUninterruptibly();
        try {
            return QuarkusTransaction.requiringNew()
                    .call(() -> {
                        try (var connection = dataSource.getConnection()) {
                            return work.in(connection);
                        }
                    });
        } finally {
            places.release();
        }
    }
}
