package dev.hookline.sdk.storage;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a field of a document must be like. */
public final class Condition {

    private final Map<String, Object> operators;

    private Condition(Map<String, Object> operators) {
        this.operators = operators;
    }

    /** Greater than a number or, by its characters, a text. */
    public static Condition greaterThan(Object bound) {
        return new Condition(Map.of("gt", bound));
    }

    public static Condition atLeast(Object bound) {
        return new Condition(Map.of("gte", bound));
    }

    public static Condition lessThan(Object bound) {
        return new Condition(Map.of("lt", bound));
    }

    public static Condition atMost(Object bound) {
        return new Condition(Map.of("lte", bound));
    }

    /** One of these. */
    public static Condition in(List<?> values) {
        return new Condition(Map.of("in", values));
    }

    public static Condition startsWith(String prefix) {
        return new Condition(Map.of("startsWith", prefix));
    }

    /** Both this and the other, for a range. */
    public Condition and(Condition other) {
        var both = new LinkedHashMap<>(operators);
        both.putAll(other.operators);
        return new Condition(both);
    }

    Map<String, Object> operators() {
        return operators;
    }
}
