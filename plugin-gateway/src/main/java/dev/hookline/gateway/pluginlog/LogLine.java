package dev.hookline.gateway.pluginlog;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.gateway.pluginapi.PluginJson;
import dev.hookline.gateway.pluginapi.QuotasConfig;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin wants to have logged, within its bounds.
 *
 * @param message without control characters
 * @param data JSON text
 */
record LogLine(Level level, String message, @Nullable String data) {

    private static final Set<String> MEMBERS = Set.of("level", "message", "data");

    /**
     * Reads {@code {"level", "message", "data"?}}.
     *
     * @throws ProblemException 400 {@code malformed-request}, 413 {@code too-large}, 422 {@code
     *     validation-failed}
     */
    static LogLine read(JsonNode body, QuotasConfig.Log quotas) {
        if (!body.isObject()) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "an object is expected");
        }
        body.fieldNames()
                .forEachRemaining(name -> {
                    if (!MEMBERS.contains(name)) {
                        throw ProblemException.invalid(name, "is not part of a log line");
                    }
                });
        var level =
                Level.named(body.path("level").asText())
                        .orElseThrow(() ->
                                ProblemException.invalid(
                                        "level", "must be debug, info, warn or error"));
        return new LogLine(
                level,
                message(body.path("message"), quotas.maxMessageSize().asLongValue()),
                data(body.path("data"), quotas.maxDataSize().asLongValue()));
    }

    private static String message(JsonNode message, long limit) {
        if (!message.isTextual()) {
            throw ProblemException.invalid("message", "must be a string");
        }
        if (message.textValue().getBytes(StandardCharsets.UTF_8).length > limit) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE, "message: must be at most %d bytes".formatted(limit));
        }
        return LogText.cleaned(message.textValue());
    }

    private static @Nullable String data(JsonNode data, long limit) {
        return data.isMissingNode() || data.isNull()
                ? null
                : PluginJson.storable("data", data, limit);
    }
}
