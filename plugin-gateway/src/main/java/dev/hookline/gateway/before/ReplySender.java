package dev.hookline.gateway.before;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.event.EventHeaders;
import dev.hookline.kit.event.RecordHeaderText;
import dev.hookline.kit.id.UuidV7;
import dev.hookline.kit.signature.RecordSignatures;
import dev.hookline.schemas.bus.CloudEventHeaders;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.hook.SchemaUris;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Puts replies on their topic. A reply that cannot be sent is logged: its caller runs into its own
 * deadline.
 */
@ApplicationScoped
class ReplySender {

    private static final Logger LOG = Logger.getLogger(ReplySender.class);
    private static final String TYPE = "hookline.hook.reply";
    private static final int BUFFER = 4096;

    private final Emitter<byte[]> replies;
    private final EventHeaders headers;
    private final RecordSignatures signatures;
    private final ObjectMapper json;
    private final Clock clock;

    ReplySender(
            @Channel("before-replies")
                    @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFER)
                    Emitter<byte[]> replies,
            EventHeaders headers,
            RecordSignatures signatures,
            ObjectMapper json,
            Clock clock) {
        this.replies = replies;
        this.signatures = signatures;
        this.headers = headers;
        this.json = json;
        this.clock = clock;
    }

    void send(String correlationId, HookReply reply) {
        try {
            var value = json.writeValueAsBytes(reply);
            replies.send(
                    Message.of(value)
                            .addMetadata(
                                    OutgoingKafkaRecordMetadata.<String>builder()
                                            .withKey(correlationId)
                                            .withHeaders(headersOf(correlationId, value))
                                            .build())
                            .withNack(failure -> logged(correlationId, failure)));
        } catch (JsonProcessingException | IllegalStateException e) {
            logged(correlationId, e);
        }
    }

    private Headers headersOf(String correlationId, byte[] value) {
        var id = UuidV7.at(clock.instant()).toString();
        var attributes = headers.of(id, TYPE, correlationId, SchemaUris.of(TYPE, "event"), null);
        attributes.put(CloudEventHeaders.CORRELATION_ID, correlationId);
        var signed = RecordHeaderText.of(attributes);
        signatures.sign(Topics.BEFORE_REPLIES, correlationId, signed, value);
        return signed;
    }

    private static CompletableFuture<Void> logged(String correlationId, Throwable failure) {
        LOG.warnf("reply not sent requestId=%s: %s", correlationId, failure.getMessage());
        return CompletableFuture.completedFuture(null);
    }
}
