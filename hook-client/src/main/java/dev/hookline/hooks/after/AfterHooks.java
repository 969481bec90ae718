package dev.hookline.hooks.after;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.event.EventHeaders;
import dev.hookline.kit.id.UuidV7;
import dev.hookline.kit.outbox.Outbox;
import dev.hookline.kit.outbox.OutboxEvent;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Announces what has happened, in the transaction in which it happens. */
@ApplicationScoped
public class AfterHooks {

    private final Outbox outbox;
    private final EventHeaders headers;
    private final ObjectMapper json;
    private final Clock clock;

    AfterHooks(Outbox outbox, EventHeaders headers, ObjectMapper json, Clock clock) {
        this.outbox = outbox;
        this.headers = headers;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Adds an after-hook event to the current transaction. The caller has written the subject's row
     * before, so that events of one subject keep the order of their changes.
     *
     * @param hook a hook of mode notify
     * @param subject what has changed, {@code posts/01J…}
     * @param event the event's record
     * @param actor who caused it, null for nobody
     */
    public void publish(String hook, String subject, Object event, @Nullable Actor actor) {
        var definition = HookCatalogue.get(hook);
        if (definition.mode() != HookMode.NOTIFY) {
            throw new IllegalArgumentException("not an after-hook: " + hook);
        }
        var id = UuidV7.at(clock.instant()).toString();
        var attributes = headers.of(id, hook, subject, definition.eventSchema(), actor);
        outbox.append(
                new OutboxEvent(
                        Topics.after(definition.domain()), subject, attributes, bytesOf(event)));
    }

    private byte[] bytesOf(Object event) {
        try {
            return json.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("an event must be JSON: " + event.getClass(), e);
        }
    }
}
