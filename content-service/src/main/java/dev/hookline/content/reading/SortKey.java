package dev.hookline.content.reading;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.hookline.content.field.FieldDefinition;
import dev.hookline.content.store.EntryPages.Copy;
import dev.hookline.kit.json.Storable;
import dev.hookline.kit.page.Cursor;
import dev.hookline.schemas.event.ContentItem;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a list can be ordered by: an SQL expression, and the same value read from an item. */
sealed interface SortKey {

    /** The expression; never SQL's null, which no comparison would find. */
    String expression(Sql sql, Copy copy);

    /** The value of an item, as text that fits into a cursor. */
    String valueOf(ContentItem item);

    /**
     * A value from a cursor, bound for a comparison with the expression.
     *
     * @throws dev.hookline.kit.problem.ProblemException 400 when it is no such value
     */
    String bind(Sql sql, String value);

    /**
     * A point in time; items without one come before all others.
     *
     * @param column a column that is always there is left bare, so that an index can serve it
     */
    record Time(Function<Copy, String> column, Function<ContentItem, @Nullable Instant> property)
            implements SortKey {

        private static final String NEVER = "-infinity";

        // Four digits for the year, which PostgreSQL reads in the same form as Java.
        private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
        private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

        /** A time that some copies do not have. */
        static Time orNever(String column, Function<ContentItem, @Nullable Instant> property) {
            return new Time(
                    copy ->
                            copy == Copy.LIVE
                                    ? column
                                    : "coalesce(" + column + ", timestamptz '" + NEVER + "')",
                    property);
        }

        @Override
        public String expression(Sql sql, Copy copy) {
            return column.apply(copy);
        }

        @Override
        public String valueOf(ContentItem item) {
            var instant = property.apply(item);
            return instant == null ? NEVER : instant.toString();
        }

        @Override
        public String bind(Sql sql, String value) {
            if (!value.equals(NEVER) && !isTime(value)) {
                throw Cursor.invalid("it is not readable");
            }
            return sql.bind(value, "timestamptz");
        }

        private static boolean isTime(String value) {
            try {
                var instant = Instant.parse(value);
                return !instant.isBefore(EARLIEST) && instant.isBefore(LATEST);
            } catch (DateTimeException e) {
                return false;
            }
        }
    }

    /** A text column. */
    record Name(Function<Copy, String> column, Function<ContentItem, String> property)
            implements SortKey {

        @Override
        public String expression(Sql sql, Copy copy) {
            return column.apply(copy);
        }

        @Override
        public String valueOf(ContentItem item) {
            return property.apply(item);
        }

        @Override
        public String bind(Sql sql, String value) {
            return sql.bind(value, "text");
        }
    }

    /** A field of text: its beginning counts, so that cursors stay short. */
    record TextField(FieldDefinition field) implements SortKey {

        private static final int PREFIX = 200;

        @Override
        public String expression(Sql sql, Copy copy) {
            var text = FieldSql.text(sql, copy.dataColumn(), field);
            return "coalesce(left(" + text + ", " + PREFIX + "), '')";
        }

        @Override
        public String valueOf(ContentItem item) {
            var value = fieldOf(item, field);
            var text = value.isNull() ? "" : value.asText();
            return text.codePointCount(0, text.length()) <= PREFIX
                    ? text
                    : text.substring(0, text.offsetByCodePoints(0, PREFIX));
        }

        @Override
        public String bind(Sql sql, String value) {
            return sql.bind(value, "text");
        }
    }

    /** A field of numbers; items without one come before all others. */
    record NumberField(FieldDefinition field) implements SortKey {

        // What PostgreSQL reads: one number of a size that it can hold, and nothing after it.
        private static final ObjectMapper JSON =
                JsonMapper.builder()
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                        .build();

        @Override
        public String expression(Sql sql, Copy copy) {
            return FieldSql.json(sql, copy.dataColumn(), field);
        }

        @Override
        public String valueOf(ContentItem item) {
            var value = fieldOf(item, field);
            return value.isNumber() ? value.decimalValue().toPlainString() : value.toString();
        }

        @Override
        public String bind(Sql sql, String value) {
            try {
                var node = JSON.readTree(value);
                if ((node.isNumber() || node.isNull()) && Storable.flawIn(node) == null) {
                    return sql.bind(value, "jsonb");
                }
            } catch (JsonProcessingException e) {
                // Falls through to the one answer for whatever is no number.
            }
            throw Cursor.invalid("it is not readable");
        }
    }

    private static JsonNode fieldOf(ContentItem item, FieldDefinition field) {
        var value = item.data().get(field.name());
        return value instanceof JsonNode json ? json : NullNode.instance;
    }
}
