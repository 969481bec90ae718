package dev.hookline.gateway.pushstop;

import io.agroal.api.AgroalDataSource;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The stops in force, in memory; those made by other replicas are seen within a second. */
@ApplicationScoped
public class PushStops {

    private static final Logger LOG = Logger.getLogger(PushStops.class);

    private static final String STOP =
            """
            INSERT INTO push_stop (plugin_id, stopped_at, reason) VALUES (?, ?, ?)
            ON CONFLICT (plugin_id) DO NOTHING
            """;

    /** The stops in force have changed. */
    public record Changed() {}

    private final AgroalDataSource dataSource;
    private final Event<Changed> changes;
    private final Clock clock;
    private volatile Map<String, PushStop> current = Map.of();
    private volatile boolean stopping;

    PushStops(AgroalDataSource dataSource, Event<Changed> changes, Clock clock) {
        this.dataSource = dataSource;
        this.changes = changes;
        this.clock = clock;
    }

    public Optional<PushStop> find(String pluginId) {
        return Optional.ofNullable(current.get(pluginId));
    }

    /** Sends the plugin nothing more; what waits for it goes on waiting. */
    public void stop(String pluginId, String reason) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(STOP)) {
            statement.setString(1, pluginId);
            statement.setObject(2, clock.instant().atOffset(ZoneOffset.UTC));
            statement.setString(3, reason);
            if (statement.executeUpdate() > 0) {
                LOG.warnf("push stopped pluginId=%s status=%s", pluginId, reason);
            }
        }
        refresh();
    }

    /** Goes on where it stopped; nothing happens when it has not stopped. */
    public void resume(String pluginId) {
        try {
            if (delete(pluginId) > 0) {
                LOG.infof("push resumed pluginId=%s", pluginId);
            }
            refresh();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot resume the push to " + pluginId, e);
        }
    }

    /** Takes part in the current transaction, of which only the next refresh tells. */
    public int delete(String pluginId) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement =
                        connection.prepareStatement("DELETE FROM push_stop WHERE plugin_id = ?")) {
            statement.setString(1, pluginId);
            return statement.executeUpdate();
        }
    }

    // Before the roster is loaded, which starts deliveries.
    void load(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event)
            throws SQLException {
        refresh();
    }

    void end(@Observes ShutdownEvent event) {
        stopping = true;
    }

    @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
    void follow() throws SQLException {
        if (!stopping) {
            refresh();
        }
    }

    private void refresh() throws SQLException {
        var read = read();
        if (!read.equals(current)) {
            current = read;
            changes.fire(new Changed());
        }
    }

    private Map<String, PushStop> read() throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement =
                        connection.prepareStatement(
                                "SELECT plugin_id, stopped_at, reason FROM push_stop");
                var rows = statement.executeQuery()) {
            var stops = new HashMap<String, PushStop>();
            while (rows.next()) {
                stops.put(
                        rows.getString(1),
                        new PushStop(
                                rows.getObject(2, OffsetDateTime.class).toInstant(),
                                rows.getString(3)));
            }
            return Map.copyOf(stops);
        }
    }
}
