package dev.hookline.hooks.after;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.event.EventHeaders;
import dev.hookline.kit.id.UuidV7;
import dev.hookline.kit.outbox.Outbox;
import dev.hookline.kit.outbox.OutboxEvent;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.event.TrackedEvent;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.tracked.BuiltInEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tracks what the platform itself does, in the transaction in which it happens. */
@ApplicationScoped
public class TrackedEvents {

    private static final String HOOK = "track_event";

    private static final TypeReference<Map<String, @Nullable Object>> PROPERTIES =
            new TypeReference<>() {};

    private final Outbox outbox;
    private final EventHeaders headers;
    private final ObjectMapper json;
    private final Clock clock;

    TrackedEvents(Outbox outbox, EventHeaders headers, ObjectMapper json, Clock clock) {
        this.outbox = outbox;
        this.headers = headers;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Adds an event to the current transaction. The caller has written the subject's row before, so
     * that events of one subject keep the order of their changes.
     *
     * @param subject what the event is about, {@code content/posts/01J…}
     * @param actor who caused it, null for nobody
     */
    public void track(BuiltInEvent event, String subject, @Nullable Actor actor) {
        var now = clock.instant();
        var id = UuidV7.at(now).toString();
        var tracked =
                new TrackedEvent(
                        id,
                        event.type(),
                        now.truncatedTo(ChronoUnit.MILLIS),
                        actor,
                        json.convertValue(event, PROPERTIES));
        var schema = HookCatalogue.get(HOOK).eventSchema();
        outbox.append(
                new OutboxEvent(
                        Topics.EVENTS,
                        subject,
                        headers.of(id, HOOK, subject, schema, actor),
                        bytesOf(tracked)));
    }

    private byte[] bytesOf(TrackedEvent event) {
        try {
            return json.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tracked event is always JSON", e);
        }
    }
}
