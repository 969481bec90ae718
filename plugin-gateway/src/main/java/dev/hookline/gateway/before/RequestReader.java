package dev.hookline.gateway.before;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.gateway.memory.HeldMemory;
import dev.hookline.gateway.pipeline.PipelineRequest;
import dev.hookline.kit.cause.CauseHeaders;
import dev.hookline.kit.event.RecordHeaderText;
import dev.hookline.kit.json.LenientJson;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.bus.CloudEventHeaders;
import dev.hookline.schemas.bus.MessageTypes;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.call.HookQuestions;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookDefinition;
import dev.hookline.schemas.hook.HookMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads hook requests from records. A record that cannot be read keeps its correlation id where it
 * has one, so that its sender can be told.
 */
@ApplicationScoped
class RequestReader {

    /** What a record turned out to be. */
    sealed interface Read {}

    record Readable(PipelineRequest request, long directoryRevision) implements Read {}

    /** Several hooks that collect, with one id and one deadline; never empty. */
    record Several(List<PipelineRequest> requests, long directoryRevision) implements Read {}

    /**
     * @param requestId where the sender waits for a reply, null when the record does not say so
     */
    record Unreadable(String reason, @Nullable String requestId) implements Read {}

    private final ObjectMapper json;
    private final BeforeRequestsConfig config;
    private final Clock clock;

    RequestReader(ObjectMapper json, BeforeRequestsConfig config, Clock clock) {
        this.json = json;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Reads a record.
     *
     * @param memory holds what the request takes
     */
    Read read(ConsumerRecord<String, byte[]> message, HeldMemory memory) {
        try {
            if (MessageTypes.HOOK_QUESTIONS.equals(header(message, CloudEventHeaders.TYPE))) {
                return several(message, memory);
            }
            var hook = hookOf(message, required(message, CloudEventHeaders.TYPE));
            if (!(json.readTree(message.value()) instanceof ObjectNode event)) {
                return unreadable(message, "the event is not a JSON object");
            }
            var carried = hook.carriedField();
            if (carried != null && !event.hasNonNull(carried)) {
                return unreadable(message, "the event has no " + carried);
            }
            return new Readable(requestOf(message, hook, event, memory), revisionOf(message));
        } catch (IOException | DateTimeException | IllegalArgumentException e) {
            return unreadable(message, String.valueOf(e.getMessage()));
        }
    }

    /** Where the sender waits for a reply, null when the record does not say so. */
    static @Nullable String requestIdOf(ConsumerRecord<String, byte[]> message) {
        return header(message, CloudEventHeaders.CORRELATION_ID);
    }

    private static Unreadable unreadable(ConsumerRecord<String, byte[]> message, String reason) {
        return new Unreadable(reason, requestIdOf(message));
    }

    private Several several(ConsumerRecord<String, byte[]> message, HeldMemory memory)
            throws IOException {
        var asked = LenientJson.read(json, message.value(), HookQuestions.class).questions();
        var requests = new LinkedHashMap<String, PipelineRequest>();
        for (var question : asked) {
            var hook = hookOf(message, question.hook());
            if (hook.mode() != HookMode.COLLECT) {
                throw new IllegalArgumentException("nothing is collected from " + hook.name());
            }
            requests.putIfAbsent(hook.name(), requestOf(message, hook, question.event(), memory));
        }
        return new Several(List.copyOf(requests.values()), revisionOf(message));
    }

    private PipelineRequest requestOf(
            ConsumerRecord<String, byte[]> message,
            HookDefinition hook,
            ObjectNode event,
            HeldMemory memory)
            throws IOException {
        return new PipelineRequest(
                required(message, CloudEventHeaders.CORRELATION_ID),
                hook,
                event,
                actorOf(message),
                deadlineOf(message),
                header(message, CloudEventHeaders.TRACE_PARENT),
                CauseHeaders.find(message.headers()).orElse(null),
                memory);
    }

    /**
     * The deadline by this clock. The sender's may be ahead or behind, so that its own deadline is
     * stretched by the tolerance, and the time that the sender gives counts from the arrival: of
     * the two the earlier one holds. Nothing happens to a request that runs too late but that
     * nobody hears of it.
     */
    private Instant deadlineOf(ConsumerRecord<String, byte[]> message) {
        var deadline = Instant.parse(required(message, CloudEventHeaders.EXPIRY_TIME));
        var given = header(message, CloudEventHeaders.TIME_GIVEN);
        if (given == null) {
            return deadline;
        }
        var stretched = deadline.plus(config.clockTolerance());
        var fromNow = clock.instant().plusMillis(Long.parseLong(given));
        return fromNow.isBefore(stretched) ? fromNow : stretched;
    }

    private static long revisionOf(ConsumerRecord<String, byte[]> message) {
        return Long.parseLong(required(message, CloudEventHeaders.DIRECTORY_REVISION));
    }

    private static HookDefinition hookOf(ConsumerRecord<String, byte[]> message, String name) {
        var hook = HookCatalogue.get(name);
        if (!hook.mode().callerWaits()
                || !Topics.carrying(hook).filter(message.topic()::equals).isPresent()) {
            throw new IllegalArgumentException(
                    "requests for " + hook.name() + " do not come this way");
        }
        return hook;
    }

    private @Nullable Actor actorOf(ConsumerRecord<String, byte[]> message) throws IOException {
        var claims = header(message, CloudEventHeaders.AUTH_CLAIMS);
        return claims == null ? null : LenientJson.read(json, claims, Actor.class);
    }

    private static String required(ConsumerRecord<String, byte[]> message, String name) {
        var value = header(message, name);
        if (value == null) {
            throw new IllegalArgumentException("header " + name + " is missing");
        }
        return value;
    }

    private static @Nullable String header(ConsumerRecord<String, byte[]> message, String name) {
        return RecordHeaderText.find(message.headers(), name);
    }
}
