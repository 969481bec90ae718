package dev.hookline.content.field;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** What {@code min} and {@code max} of a field bound. */
enum Measure {
    /** Nothing: the field takes neither. */
    NONE {
        @Override
        BigDecimal of(JsonNode value) {
            throw new IllegalStateException("there is nothing to measure in " + value);
        }

        @Override
        String words(String bound, BigDecimal limit) {
            throw new IllegalStateException("there is nothing to measure");
        }
    },
    /** The value itself. */
    VALUE {
        @Override
        BigDecimal of(JsonNode value) {
            return value.decimalValue();
        }

        @Override
        String words(String bound, BigDecimal limit) {
            return "must be " + bound + " " + limit.toPlainString();
        }
    },
    /** The number of characters (code points) of a text. */
    LENGTH {
        @Override
        BigDecimal of(JsonNode value) {
            var text = value.textValue();
            return BigDecimal.valueOf(text.codePointCount(0, text.length()));
        }

        @Override
        String words(String bound, BigDecimal limit) {
            return "must have " + bound + " " + limit.toPlainString() + " characters";
        }
    },
    /** The number of elements of an array. */
    COUNT {
        @Override
        BigDecimal of(JsonNode value) {
            return BigDecimal.valueOf(value.size());
        }

        @Override
        String words(String bound, BigDecimal limit) {
            return "must have " + bound + " " + limit.toPlainString() + " elements";
        }
    };

    abstract BigDecimal of(JsonNode value);

    /** The demand in words; {@code bound} is "at least" or "at most". */
    abstract String words(String bound, BigDecimal limit);
}
