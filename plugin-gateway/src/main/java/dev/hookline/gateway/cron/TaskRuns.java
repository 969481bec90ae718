package dev.hookline.gateway.cron;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jboss.logging.Logger;

/** Notes when plugins were called for their tasks, and with what outcome. */
@ApplicationScoped
public class TaskRuns {

    /** How a run ended. */
    public enum Outcome {
        SUCCEEDED("succeeded"),
        FAILED("failed");

        private final String text;

        Outcome(String text) {
            this.text = text;
        }
    }

    private static final Logger LOG = Logger.getLogger(TaskRuns.class);

    private static final String NOTE =
            "UPDATE cron_task SET last_run_at = ?, last_outcome = ? WHERE plugin_id = ? AND name ="
                    + " ?";

    private final AgroalDataSource dataSource;

    TaskRuns(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * Notes one call. A failure to do so is logged: the run itself matters more.
     *
     * @param subject of the tick: the plugin's id, a slash and the task's name
     * @param at when the call began
     */
    public void ran(String pluginId, String subject, Instant at, Outcome outcome) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(NOTE)) {
            statement.setObject(1, at.atOffset(ZoneOffset.UTC));
            statement.setString(2, outcome.text);
            statement.setString(3, pluginId);
            statement.setString(4, subject.substring(subject.indexOf('/') + 1));
            statement.executeUpdate();
        } catch (SQLException e) {
            LOG.warnf(
                    "run not noted pluginId=%s subject=%s: %s", pluginId, subject, e.getMessage());
        }
    }
}
