package dev.hookline.kit.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Writes events into the transaction that causes them, so that an event exists exactly when its
 * cause does. All events of a transaction are written by one statement just before it commits: most
 * changes cause several.
 *
 * <p>Order per key holds only if the caller has locked what the key stands for (by writing its row)
 * before it appends: positions are given at insertion, visibility at commit.
 */
@ApplicationScoped
public class Outbox {

    /** A transaction that causes more than this many events writes them in several statements. */
    private static final int MOST_AT_ONCE = 100;

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
        try {
            ofCurrentTransaction().add(new Row(event, json.writeValueAsString(event.headers())));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("cannot write an event for " + event.topic(), e);
        }
    }

    private Unwritten ofCurrentTransaction() {
        if (transactions.getResource(this) instanceof Unwritten unwritten) {
            return unwritten;
        }
        var unwritten = new Unwritten();
        transactions.putResource(this, unwritten);
        transactions.registerInterposedSynchronization(unwritten);
        return unwritten;
    }

    private record Row(OutboxEvent event, String headers) {}

    /** The events of one transaction that the database has not yet. */
    private final class Unwritten implements Synchronization {

        private final List<Row> rows = new ArrayList<>();

        void add(Row row) {
            rows.add(row);
            if (rows.size() == MOST_AT_ONCE) {
                write();
            }
        }

        @Override
        public void beforeCompletion() {
            if (!rows.isEmpty()) {
                write();
            }
        }

        @Override
        public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
                wakeUp.signal();
            }
        }

        private void write() {
            try (var connection = dataSource.getConnection();
                    var statement = connection.prepareStatement(insertOf(rows.size()))) {
                int parameter = 0;
                for (var row : rows) {
                    statement.setString(++parameter, row.event().topic());
                    statement.setString(++parameter, row.event().key());
                    statement.setString(++parameter, row.headers());
                    statement.setBytes(++parameter, row.event().payload());
                }
                statement.executeUpdate();
                wakeUp.announceWithin(connection);
                rows.clear();
            } catch (SQLException e) {
                throw new IllegalStateException("cannot write events to the outbox", e);
            }
        }

        private static String insertOf(int count) {
            return "INSERT INTO outbox_event (topic, message_key, headers, payload) VALUES "
                    + String.join(", ", Collections.nCopies(count, "(?, ?, ?::jsonb, ?)"));
        }
    }
}
