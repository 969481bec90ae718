package dev.hookline.gateway.backlog;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;

/** Puts events that have been before into what waits for a plugin, at once due. */
@ApplicationScoped
public class ReplayedEvents {

    private final BacklogTable table;
    private final ParkedSubjects parked;
    private final Clock clock;

    ReplayedEvents(BacklogTable table, ParkedSubjects parked, Clock clock) {
        this.table = table;
        this.parked = parked;
        this.clock = clock;
    }

    /**
     * Takes part in the caller's transaction. An event that the replay has queued already stays.
     */
    public void queue(
            Connection connection, String pluginId, long replayId, List<AfterEvent> events)
            throws SQLException {
        var now = clock.instant();
        table.insert(connection, pluginId, replayId, events, BacklogTable.Standing.BEHIND, now);
        var lanes = events.stream().map(AfterEvent::lane).collect(Collectors.toSet());
        for (var lane : lanes) {
            parked.park(connection, pluginId, lane, now);
        }
    }
}
