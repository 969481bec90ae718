package dev.hookline.hooks.before;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.event.EventHeaders;
import dev.hookline.kit.event.RecordHeaderText;
import dev.hookline.kit.signature.RecordSignatures;
import dev.hookline.schemas.bus.CloudEventHeaders;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.header.Headers;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Emitter;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jspecify.annotations.Nullable;

/** Puts hook requests on their topic. */
@ApplicationScoped
class HookRequestSender implements RequestChannel {

    /**
     * Requests that may wait for the broker at once; more are refused, as their callers would time
     * out anyway.
     */
    private static final int BUFFER = 4096;

    private final Emitter<byte[]> requests;
    private final EventHeaders headers;
    private final RecordSignatures signatures;
    private final ObjectMapper json;

    HookRequestSender(
            @Channel("before-requests")
                    @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFER)
                    Emitter<byte[]> requests,
            EventHeaders headers,
            RecordSignatures signatures,
            ObjectMapper json) {
        this.requests = requests;
        this.signatures = signatures;
        this.headers = headers;
        this.json = json;
    }

    @Override
    public CompletableFuture<Void> send(HookRequest request) {
        var sent = new CompletableFuture<Void>();
        try {
            requests.send(messageOf(request, sent));
        } catch (IllegalStateException | JsonProcessingException e) {
            sent.completeExceptionally(e);
        }
        return sent;
    }

    private Message<byte[]> messageOf(HookRequest request, CompletableFuture<Void> sent)
            throws JsonProcessingException {
        var value = json.writeValueAsBytes(request.body());
        return Message.of(value)
                .addMetadata(
                        OutgoingKafkaRecordMetadata.<String>builder()
                                .withTopic(request.topic())
                                .withKey(request.subject())
                                .withHeaders(headersOf(request, value))
                                .build())
                .withAck(() -> done(sent, null))
                .withNack(failure -> done(sent, failure));
    }

    private static CompletableFuture<Void> done(
            CompletableFuture<Void> sent, @Nullable Throwable failure) {
        if (failure == null) {
            sent.complete(null);
        } else {
            sent.completeExceptionally(failure);
        }
        return CompletableFuture.completedFuture(null);
    }

    private Headers headersOf(HookRequest request, byte[] value) {
        var attributes =
                headers.of(
                        request.id(),
                        request.type(),
                        request.subject(),
                        request.schema(),
                        request.actor());
        attributes.put(CloudEventHeaders.CORRELATION_ID, request.id());
        attributes.put(CloudEventHeaders.EXPIRY_TIME, request.deadline().toString());
        attributes.put(
                CloudEventHeaders.TIME_GIVEN,
                String.valueOf(Duration.between(request.sentAt(), request.deadline()).toMillis()));
        attributes.put(
                CloudEventHeaders.DIRECTORY_REVISION, String.valueOf(request.directoryRevision()));
        var signed = RecordHeaderText.of(attributes);
        signatures.sign(request.topic(), request.subject(), signed, value);
        return signed;
    }
}
