package dev.hookline.gateway.pluginlog;

import dev.hookline.gateway.pluginapi.QuotasConfig;
import dev.hookline.gateway.registry.PluginRemoved;
import dev.hookline.kit.limit.RateLimit;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Writes a plugin's lines to the gateway's own log and keeps them for operators. */
@ApplicationScoped
class LogWriter {

    private static final Logger LOG = Logger.getLogger(LogWriter.class);

    private final PluginLog kept;
    private final RateLimit rate;

    LogWriter(PluginLog kept, QuotasConfig quotas, Clock clock) {
        this.kept = kept;
        this.rate = new RateLimit(quotas.log().linesPerMinute(), clock);
    }

    /** Writes a line, or says how long the plugin has to wait before it may write one. */
    Optional<Duration> write(String pluginId, LogLine line) {
        var wait = rate.take(pluginId);
        if (wait.isEmpty()) {
            LOG.logf(
                    line.level().own(),
                    "plugin says pluginId=%s message=%s",
                    pluginId,
                    LogText.oneLine(line.message()));
            kept.add(pluginId, line);
        }
        return wait;
    }

    void removed(@Observes PluginRemoved event) {
        rate.forget(event.pluginId());
    }
}
