package dev.hookline.hooks.before;

import dev.hookline.kit.event.RecordHeaderText;
import dev.hookline.kit.signature.RecordSignatures;
import dev.hookline.schemas.bus.CloudEventHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads the reply topic; never blocks, parsing is left to the thread that waits. */
@ApplicationScoped
class ReplyListener {

    private final PendingReplies pending;
    private final RecordSignatures signatures;

    ReplyListener(PendingReplies pending, RecordSignatures signatures) {
        this.pending = pending;
        this.signatures = signatures;
    }

    @Incoming("before-replies")
    void receive(ConsumerRecord<String, byte[]> reply) {
        var correlationId =
                RecordHeaderText.find(reply.headers(), CloudEventHeaders.CORRELATION_ID);
        if (correlationId != null
                && reply.value() != null
                && pending.isExpected(correlationId)
                && signatures.isGenuine(reply)) {
            pending.complete(correlationId, reply.value());
        }
    }
}
