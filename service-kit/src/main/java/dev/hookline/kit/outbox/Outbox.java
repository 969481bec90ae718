package dev.hookline.kit.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Writes events into the transaction that causes them, so that an event exists exactly when its
 * cause does.
 *
 * <p>Order per key holds only if the caller has locked what the key stands for (by writing its row)
 * before it appends: positions are given at insertion, visibility at commit.
 */
@ApplicationScoped
public class Outbox {

    private static final String INSERT =
            "INSERT INTO outbox_event (topic, message_key, headers, payload) VALUES (?, ?,"
                    + " ?::jsonb, ?)";

    private final AgroalDataSource dataSource;
    private final TransactionSynchronizationRegistry transactions;
    private final RelayWakeUp wakeUp;
    private final ObjectMapper json;

    Outbox(
            AgroalDataSource dataSource,
            TransactionSynchronizationRegistry transactions,
            RelayWakeUp wakeUp,
            ObjectMapper json) {
        this.dataSource = dataSource;
        this.transactions = transactions;
        this.wakeUp = wakeUp;
        this.json = json;
    }

    /**
     * Adds an event to the current transaction.
     *
     * @throws IllegalStateException outside a transaction
     */
    public void append(OutboxEvent event) {
        if (transactions.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw new IllegalStateException("an outbox event needs the transaction of its cause");
        }
        try (var connection = dataSource.getConnection()) {
            insert(connection, event);
            wakeUp.announceWithin(connection);
        } catch (SQLException | JsonProcessingException e) {
            throw new IllegalStateException("cannot write an event for " + event.topic(), e);
        }
        transactions.registerInterposedSynchronization(new SignalAfterCommit());
    }

    private void insert(Connection connection, OutboxEvent event)
            throws SQLException, JsonProcessingException {
        try (var statement = connection.prepareStatement(INSERT)) {
            statement.setString(1, event.topic());
            statement.setString(2, event.key());
            statement.setString(3, json.writeValueAsString(event.headers()));
            statement.setBytes(4, event.payload());
            statement.executeUpdate();
        }
    }

    private final class SignalAfterCommit implements Synchronization {

        @Override
        public void beforeCompletion() {}

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                wakeUp.signal();
            }
        }
    }
}
