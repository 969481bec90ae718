package dev.hookline.gateway.lifecycle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.event.EventHeaders;
import dev.hookline.kit.id.UuidV7;
import dev.hookline.kit.outbox.Outbox;
import dev.hookline.kit.outbox.OutboxEvent;
import dev.hookline.schemas.bus.MessageTypes;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.SchemaUris;
import dev.hookline.schemas.plugin.PluginTransition;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Tells operators of a transition, in the transaction that ends it: history, log, metric, and an
 * event through the outbox.
 */
@ApplicationScoped
public class TransitionRecorder {

    private static final Logger LOG = Logger.getLogger(TransitionRecorder.class);

    private final TransitionHistory history;
    private final Outbox outbox;
    private final EventHeaders headers;
    private final MeterRegistry metrics;
    private final ObjectMapper json;

    TransitionRecorder(
            TransitionHistory history,
            Outbox outbox,
            EventHeaders headers,
            MeterRegistry metrics,
            ObjectMapper json) {
        this.history = history;
        this.outbox = outbox;
        this.headers = headers;
        this.metrics = metrics;
        this.json = json;
    }

    /** Takes part in the current transaction. */
    public void record(PluginTransition transition) {
        history.add(transition);
        publish(transition);
        var level =
                transition.outcome() == PluginTransition.Outcome.COMPLETED
                                && transition.reason() == null
                        ? Logger.Level.INFO
                        : Logger.Level.WARN;
        LOG.logf(
                level,
                "plugin transition pluginId=%s transition=%s outcome=%s from=%s to=%s hook=%s"
                        + " reason=%s",
                transition.pluginId(),
                nameOf(transition.transition()),
                nameOf(transition.outcome()),
                transition.from(),
                transition.to(),
                transition.hook(),
                transition.reason());
        metrics.counter(
                        "hookline.plugin.transitions",
                        "plugin",
                        transition.pluginId(),
                        "transition",
                        nameOf(transition.transition()),
                        "outcome",
                        nameOf(transition.outcome()))
                .increment();
    }

    private void publish(PluginTransition transition) {
        var id = UuidV7.at(transition.endedAt()).toString();
        try {
            outbox.append(
                    new OutboxEvent(
                            Topics.EVENTS,
                            transition.pluginId(),
                            headers.of(
                                    id,
                                    MessageTypes.PLUGIN_TRANSITION,
                                    transition.pluginId(),
                                    SchemaUris.of(MessageTypes.PLUGIN_TRANSITION, "event"),
                                    transition.actor()),
                            json.writeValueAsBytes(transition)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a transition is always JSON", e);
        }
    }

    private static String nameOf(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
