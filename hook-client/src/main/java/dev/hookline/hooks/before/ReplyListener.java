package dev.hookline.hooks.before;

import dev.hookline.kit.event.RecordHeaderText;
import dev.hookline.schemas.bus.CloudEventHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads the reply topic; never blocks, parsing is left to the thread that waits. */
@ApplicationScoped
class ReplyListener {

    private final PendingReplies pending;

    ReplyListener(PendingReplies pending) {
        this.pending = pending;
    }

    @Incoming("before-replies")
    void receive(ConsumerRecord<String, byte[]> reply) {
        var correlationId =
                RecordHeaderText.find(reply.headers(), CloudEventHeaders.CORRELATION_ID);
        if (correlationId != null && reply.value() != null) {
            pending.complete(correlationId, reply.value());
        }
    }
}
