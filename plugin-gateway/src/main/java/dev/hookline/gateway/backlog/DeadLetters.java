package dev.hookline.gateway.backlog;

import dev.hookline.kit.outbox.Outbox;
import dev.hookline.kit.outbox.OutboxEvent;
import dev.hookline.schemas.bus.DeadLetterHeaders;
import dev.hookline.schemas.bus.Topics;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Announces a delivery that was given up: the event as it was, with headers that tell why. */
@ApplicationScoped
class DeadLetters {

    private final Outbox outbox;

    DeadLetters(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Takes part in the current transaction. */
    void announce(String pluginId, AfterEvent event, Verdict.GiveUp given, Instant now) {
        var headers = event.headerTexts();
        headers.put(DeadLetterHeaders.PLUGIN, pluginId);
        headers.put(DeadLetterHeaders.REASON, given.reason());
        headers.put(DeadLetterHeaders.ATTEMPTS, String.valueOf(given.attempts()));
        headers.put(DeadLetterHeaders.TIME, now.toString());
        headers.put(DeadLetterHeaders.TOPIC, event.partition().topic());
        headers.put(DeadLetterHeaders.PARTITION, String.valueOf(event.partition().partition()));
        headers.put(DeadLetterHeaders.OFFSET, String.valueOf(event.offset()));
        if (given.status() != null) {
            headers.put(DeadLetterHeaders.STATUS, String.valueOf(given.status()));
        }
        outbox.append(new OutboxEvent(Topics.DEAD_LETTERS, pluginId, headers, event.value()));
    }
}
