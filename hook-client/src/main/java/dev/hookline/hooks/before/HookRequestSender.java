package dev.hookline.hooks.before;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.event.EventHeaders;
import dev.hookline.kit.event.RecordHeaderText;
import dev.hookline.schemas.bus.CloudEventHeaders;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
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
    private final ObjectMapper json;

    HookRequestSender(
            @Channel("before-requests")
                    @OnOverflow(value = OnOverflow.Strategy.BUFFER, bufferSize = BUFFER)
                    Emitter<byte[]> requests,
            EventHeaders headers,
            ObjectMapper json) {
        this.requests = requests;
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
        return Message.of(json.writeValueAsBytes(request.body()))
                .addMetadata(
                        OutgoingKafkaRecordMetadata.<String>builder()
                                .withTopic(request.topic())
                                .withKey(request.subject())
                                .withHeaders(headersOf(request))
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

    private Headers headersOf(HookRequest request) {
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
                CloudEventHeaders.DIRECTORY_REVISION, String.valueOf(request.directoryRevision()));
        return RecordHeaderText.of(attributes);
    }
}
