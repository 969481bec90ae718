package dev.hookline.testsupport;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** How a {@link PluginFixture} answers one hook, well or badly. */
@FunctionalInterface
public interface PluginBehaviour {

    /** Answers one call; runs on a thread of its own. */
    void answer(RecordedCall call, PluginAnswer answer) throws IOException;

    static PluginBehaviour value(Object value) {
        return valueOf(call -> value);
    }

    /** Answers a value made from the call. */
    static PluginBehaviour valueOf(Function<RecordedCall, Object> value) {
        return (call, answer) -> {
            var body = new HashMap<String, Object>();
            body.put("value", value.apply(call));
            answer.json(200, new ObjectMapper().writeValueAsString(body));
        };
    }

    /** Answers 204: void. */
    static PluginBehaviour keep() {
        return status(204);
    }

    /** Answers 422 with a problem document. */
    static PluginBehaviour reject(String reason) {
        return (call, answer) -> {
            var problem = Map.of("type", "about:blank", "status", 422, "detail", reason);
            answer.send(
                    422,
                    Map.of("Content-Type", "application/problem+json"),
                    new ObjectMapper().writeValueAsString(problem));
        };
    }

    static PluginBehaviour status(int status) {
        return status(status, Map.of());
    }

    /** Answers an empty body with headers, {@code Retry-After} for example. */
    static PluginBehaviour status(int status, Map<String, String> headers) {
        return (call, answer) -> answer.send(status, headers, "");
    }

    /** Answers 200 with exactly this body. */
    static PluginBehaviour body(String body) {
        return (call, answer) -> answer.json(200, body);
    }

    /** Answers 200 with a body that is not JSON. */
    static PluginBehaviour garbage() {
        return body("<html>{\"value\": tru");
    }

    /** Answers 200 with a well-formed value of more than 10 MiB. */
    static PluginBehaviour oversized() {
        return body("{\"value\": {\"title\": \"" + "x".repeat(10 * 1024 * 1024 + 1) + "\"}}");
    }

    static PluginBehaviour redirect(URI target) {
        return status(307, Map.of("Location", target.toString()));
    }

    /** Closes the connection without a word. */
    static PluginBehaviour closeConnection() {
        return (call, answer) -> answer.closeConnection();
    }

    /** Says nothing until the fixture is released or closed, then answers void. */
    static PluginBehaviour hang() {
        return (call, answer) -> {
            answer.awaitRelease();
            answer.send(204, Map.of(), "");
        };
    }

    /** Sends a byte now and then, for ever, so that no idle timeout strikes. */
    static PluginBehaviour drip() {
        return (call, answer) -> answer.drip(Duration.ofMillis(50));
    }

    /** Waits, then behaves. */
    static PluginBehaviour after(Duration delay, PluginBehaviour behaviour) {
        return (call, answer) -> {
            answer.awaitRelease(delay);
            behaviour.answer(call, answer);
        };
    }

    /** Behaves differently with each call; the last behaviour stays. */
    static PluginBehaviour inTurn(PluginBehaviour... behaviours) {
        var turns = List.of(behaviours);
        var next = new AtomicInteger();
        return (call, answer) ->
                turns.get(Math.min(next.getAndIncrement(), turns.size() - 1)).answer(call, answer);
    }
}
