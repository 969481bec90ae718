package dev.hookline.kit.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Finds what PostgreSQL could not store exactly as it was sent. */
public final class Storable {

    /** Digits before, and digits after, the decimal point of a number. */
    private static final int MAX_DIGITS = 100;

    private Storable() {}

    /** What is wrong with a text, null when nothing is. */
    public static @Nullable String flawIn(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return "must not contain the character U+0000";
            }
            if (Character.isSurrogate(c)) {
                if (!isPairAt(text, i)) {
                    return "must be valid Unicode text";
                }
                i++;
            }
        }
        return null;
    }

    /** What is wrong with a value or anything in it, null when nothing is. */
    public static @Nullable String flawIn(JsonNode value) {
        if (value.isTextual()) {
            return flawIn(value.textValue());
        }
        if (value.isNumber()) {
            return flawIn(value.decimalValue());
        }
        return value.isObject() ? flawInMembers(value) : flawInElements(value);
    }

    private static @Nullable String flawIn(BigDecimal number) {
        boolean isTooLong =
                number.scale() > MAX_DIGITS
                        || (long) number.precision() - number.scale() > MAX_DIGITS;
        return isTooLong
                ? "must have at most " + MAX_DIGITS + " digits before and after the decimal point"
                : null;
    }

    private static @Nullable String flawInMembers(JsonNode object) {
        for (var member : object.properties()) {
            var flaw = flawIn(member.getKey());
            if (flaw == null) {
                flaw = flawIn(member.getValue());
            }
            if (flaw != null) {
                return flaw;
            }
        }
        return null;
    }

    private static @Nullable String flawInElements(JsonNode array) {
        for (var element : array) {
            var flaw = flawIn(element);
            if (flaw != null) {
                return flaw;
            }
        }
        return null;
    }

    private static boolean isPairAt(String text, int index) {
        return Character.isHighSurrogate(text.charAt(index))
                && index + 1 < text.length()
                && Character.isLowSurrogate(text.charAt(index + 1));
    }
}
