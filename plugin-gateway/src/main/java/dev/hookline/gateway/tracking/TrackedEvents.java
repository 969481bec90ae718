package dev.hookline.gateway.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.event.EventHeaders;
import dev.hookline.kit.outbox.Outbox;
import dev.hookline.kit.outbox.OutboxEvent;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.event.TrackedEvent;
import dev.hookline.schemas.hook.HookCatalogue;
import jakarta.enterprise.context.ApplicationScoped;

/** Sends tracked events on their way; needs a transaction. */
@ApplicationScoped
class TrackedEvents {

    private static final String HOOK = "track_event";

    private final Outbox outbox;
    private final EventHeaders headers;
    private final ObjectMapper json;

    TrackedEvents(Outbox outbox, EventHeaders headers, ObjectMapper json) {
        this.outbox = outbox;
        this.headers = headers;
        this.json = json;
    }

    /** Events of one actor keep their order, events of nobody that of their type. */
    void publish(TrackedEvent event, Publisher publisher) {
        var subject = event.actor() == null ? event.name() : event.actor().id();
        // The event says whom its publisher names; the attributes say who that publisher is.
        var authenticated = event.actor() == null ? null : publisher.actor();
        outbox.append(
                new OutboxEvent(
                        Topics.EVENTS,
                        subject,
                        headers.of(
                                event.id(),
                                HOOK,
                                subject,
                                HookCatalogue.get(HOOK).eventSchema(),
                                authenticated),
                        bytesOf(event)));
    }

    private byte[] bytesOf(TrackedEvent event) {
        try {
            return json.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tracked event is always JSON", e);
        }
    }
}
