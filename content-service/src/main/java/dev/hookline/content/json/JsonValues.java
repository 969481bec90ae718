package dev.hookline.content.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Compares JSON by what it means: a number is its value, however it was written or parsed. */
public final class JsonValues {

    private static final Comparator<JsonNode> BY_MEANING =
            (one, other) ->
                    one.isNumber() && other.isNumber()
                            ? one.decimalValue().compareTo(other.decimalValue())
                            : one.equals(other) ? 0 : 1;

    private JsonValues() {}

    /** Whether both are absent, or both are there and mean the same. */
    public static boolean same(@Nullable JsonNode one, @Nullable JsonNode other) {
        if (one == null || other == null) {
            return one == other;
        }
        return one.equals(BY_MEANING, other);
    }

    /** Whether there is a value other than null. */
    public static boolean isPresent(@Nullable JsonNode value) {
        return value != null && !value.isNull() && !value.isMissingNode();
    }
}
