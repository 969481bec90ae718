package dev.hookline.gateway.pluginapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * JSON that plugins keep here, read without guessing: no rounding, no member named twice, nothing
 * after the value. What passes is given back with the same meaning.
 */
public final class PluginJson {

    private static final int MAX_DEPTH = 100;

    /** Digits before, and digits after, the decimal point of a number. */
    private static final int MAX_DIGITS = 100;

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build());
    }

    private PluginJson() {}

    /**
     * Reads the body of a request.
     *
     * @throws ProblemException 400 {@code malformed-request}
     */
    public static JsonNode read(byte @Nullable [] body) {
        JsonNode value;
        try {
            value = body == null ? null : JSON.readTree(body);
        } catch (JsonProcessingException e) {
            var location = e.getLocation();
            throw unreadable(
                    location == null
                            ? ""
                            : " at line %d, column %d"
                                    .formatted(location.getLineNr(), location.getColumnNr()));
        } catch (IOException e) {
            throw unreadable("");
        }
        if (value == null || value.isMissingNode()) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "a JSON value is expected");
        }
        return value;
    }

    /**
     * The value as compact JSON, fit to be stored.
     *
     * @param name the client's name for it
     * @param limit bytes
     * @throws ProblemException 413 {@code too-large}, or 422 {@code validation-failed} for what the
     *     database could not give back exactly
     */
    public static String storable(String name, JsonNode value, long limit) {
        var flaw = flawIn(value);
        if (flaw != null) {
            throw ProblemException.invalid(name, flaw);
        }
        var text = text(value);
        // A character takes at least one byte, mostly: no need to count in long texts.
        if (text.length() > limit || text.getBytes(StandardCharsets.UTF_8).length > limit) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE,
                    "%s: must be at most %d bytes of compact JSON".formatted(name, limit));
        }
        return text;
    }

    public static String text(JsonNode value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON value can be written", e);
        }
    }

    static ObjectMapper mapper() {
        return JSON;
    }

    /** What is wrong with a text, null when nothing is. */
    public static @Nullable String flawIn(String text) {
        if (text.indexOf('\0') >= 0) {
            return "must not contain the character U+0000";
        }
        return text.codePoints().anyMatch(PluginJson::isHalfOfAPair)
                ? "must be valid Unicode text"
                : null;
    }

    private static boolean isHalfOfAPair(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }

    /** What is wrong with a value or anything in it, null when nothing is. */
    public static @Nullable String flawIn(JsonNode value) {
        if (value.isTextual()) {
            return flawIn(value.textValue());
        }
        if (value.isNumber()) {
            return flawIn(value.decimalValue());
        }
        for (var member : value.properties()) {
            var flaw = flawIn(member.getKey());
            if (flaw != null) {
                return flaw;
            }
        }
        for (var element : value) {
            var flaw = flawIn(element);
            if (flaw != null) {
                return flaw;
            }
        }
        return null;
    }

    private static @Nullable String flawIn(BigDecimal number) {
        boolean isTooLong =
                number.scale() > MAX_DIGITS
                        || (long) number.precision() - number.scale() > MAX_DIGITS;
        return isTooLong
                ? "must have at most " + MAX_DIGITS + " digits before and after the decimal point"
                : null;
    }

    private static ProblemException unreadable(String where) {
        return new ProblemException(
                ProblemType.MALFORMED_REQUEST,
                "the body is not the JSON that is expected here" + where);
    }
}
