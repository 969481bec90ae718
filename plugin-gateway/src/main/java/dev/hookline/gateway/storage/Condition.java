package dev.hookline.gateway.storage;

import java.util.List;
import java.util.Optional;

/** What a field of a document has to be like; compares only values of one type. */
sealed interface Condition {

    /** The field, whose key the condition is about. */
    Field field();

    /**
     * Equal to one of these.
     *
     * @param values JSON texts of strings, numbers, booleans or null; none fits nothing
     */
    record OneOf(Field field, List<String> values) implements Condition {

        public OneOf {
            values = List.copyOf(values);
        }
    }

    /** Null or absent. */
    record IsNull(Field field) implements Condition {}

    /**
     * On one side of a bound.
     *
     * @param bound JSON text of a string or a number
     */
    record Bounded(Field field, Side side, String bound, ValueType type) implements Condition {}

    /**
     * A string that begins so.
     *
     * @param end the first string after those; empty when none is
     */
    record StartsWith(Field field, String prefix, Optional<String> end) implements Condition {}

    /** Which side of a bound. */
    enum Side {
        GT(">"),
        GTE(">="),
        LT("<"),
        LTE("<=");

        private final String sql;

        Side(String sql) {
            this.sql = sql;
        }

        String sql() {
            return sql;
        }

        boolean isAbove() {
            return this == GT || this == GTE;
        }
    }

    /** The types that have an order, and where their keys begin and end. */
    enum ValueType {
        NUMBER("'2'", "'3'"),
        STRING("'3'", "'4'");

        private final String begin;
        private final String end;

        ValueType(String begin, String end) {
            this.begin = begin;
            this.end = end;
        }

        String begin() {
            return begin;
        }

        String end() {
            return end;
        }
    }
}
