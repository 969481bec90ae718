package dev.hookline.kit.problem;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/** Says what a client should have sent, in the words of JSON instead of Java. */
final class JsonTypeNames {

    private JsonTypeNames() {}

    static String of(Class<?> wanted) {
        if (wanted == String.class) {
            return "a string";
        }
        if (wanted == Boolean.class || wanted == boolean.class) {
            return "true or false";
        }
        if (Number.class.isAssignableFrom(wanted) || wanted.isPrimitive()) {
            return "a number";
        }
        if (wanted == Instant.class) {
            return "a date-time such as 2026-11-21T08:30:00Z";
        }
        if (Collection.class.isAssignableFrom(wanted) || wanted.isArray()) {
            return "an array";
        }
        if (wanted.isEnum()) {
            return "one of the documented values";
        }
        return Map.class.isAssignableFrom(wanted) || wanted.isRecord()
                ? "an object"
                : "of another type";
    }
}
