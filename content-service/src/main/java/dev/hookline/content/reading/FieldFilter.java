package dev.hookline.content.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hookline.content.field.Comparison;
import dev.hookline.content.field.FieldDefinition;
import dev.hookline.content.field.Reading;
import dev.hookline.content.json.JsonValues;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One filter on a field.
 *
 * @param parameter the query parameter as the client wrote it
 * @param values what to compare with: one, or several for {@code in}
 */
record FieldFilter(
        String parameter, FieldDefinition field, Operator operator, List<JsonNode> values) {

    private static final int MAX_VALUES = 100;

    FieldFilter {
        values = List.copyOf(values);
    }

    /** Reads a filter; a value that the field could never have is refused. */
    static FieldFilter of(String parameter, FieldDefinition field, Operator operator, String text) {
        refuseUnlessTaken(parameter, field, operator);
        if (operator == Operator.STARTS_WITH) {
            return new FieldFilter(
                    parameter,
                    field,
                    operator,
                    List.of(
                            JsonNodeFactory.instance.textNode(
                                    InvalidParameter.refuseFlaw(parameter, text))));
        }
        var texts = operator == Operator.IN ? Arrays.asList(text.split(",", -1)) : List.of(text);
        if (texts.size() > MAX_VALUES) {
            throw InvalidParameter.of(parameter, "must list at most " + MAX_VALUES + " values");
        }
        var values = texts.stream().map(one -> valueOf(parameter, field, one)).toList();
        return new FieldFilter(parameter, field, operator, values);
    }

    /** The condition on the given column, which holds field maps. */
    void addTo(Sql sql, String column) {
        sql.and(
                switch (operator) {
                    case EQ -> isEqual(sql, column, values.getFirst());
                    case NE -> "NOT " + isEqual(sql, column, values.getFirst());
                    case IN ->
                            values.stream()
                                    .map(value -> isEqual(sql, column, value))
                                    .collect(Collectors.joining(" OR ", "(", ")"));
                    case GT -> compares(sql, column, ">");
                    case GTE -> compares(sql, column, ">=");
                    case LT -> compares(sql, column, "<");
                    case LTE -> compares(sql, column, "<=");
                    case STARTS_WITH ->
                            "starts_with("
                                    + FieldSql.text(sql, column, field)
                                    + ", "
                                    + sql.bind(values.getFirst().textValue())
                                    + ")";
                });
    }

    /** Containment, since an index finds it. */
    private String isEqual(Sql sql, String column, JsonNode value) {
        var wanted = JsonNodeFactory.instance.objectNode();
        if (field.type().isList()) {
            wanted.putArray(field.name()).add(value);
        } else {
            wanted.set(field.name(), value);
        }
        var contained = column + " @> " + sql.bind(wanted.toString(), "jsonb");
        return isDefault(value)
                ? "("
                        + contained
                        + " OR NOT jsonb_exists("
                        + column
                        + ", "
                        + sql.bind(field.name())
                        + "))"
                : "(" + contained + ")";
    }

    private boolean isDefault(JsonNode value) {
        var preset = field.defaultValue();
        if (preset == null) {
            return false;
        }
        if (!field.type().isList()) {
            return JsonValues.same(preset, value);
        }
        for (var element : preset) {
            if (JsonValues.same(element, value)) {
                return true;
            }
        }
        return false;
    }

    private String compares(Sql sql, String column, String comparison) {
        var value = values.getFirst();
        var expression = FieldSql.json(sql, column, field);
        // JSON of another type, null above all, comes before or after but is never a match.
        return "(jsonb_typeof("
                + expression
                + ") = "
                + sql.bind(value.isNumber() ? "number" : "string")
                + " AND "
                + expression
                + ' '
                + comparison
                + ' '
                + sql.bind(value.toString(), "jsonb")
                + ")";
    }

    private static void refuseUnlessTaken(
            String parameter, FieldDefinition field, Operator operator) {
        var comparison = field.type().comparison();
        boolean isTaken =
                switch (operator) {
                    case EQ, NE, IN -> comparison != Comparison.NONE;
                    case GT, GTE, LT, LTE -> comparison == Comparison.ORDER;
                    case STARTS_WITH -> field.type().isText();
                };
        if (!isTaken) {
            throw InvalidParameter.of(
                    parameter, field.type().wireName() + " fields cannot be filtered like that");
        }
    }

    private static JsonNode valueOf(String parameter, FieldDefinition field, String text) {
        return switch (field.type().readParameter(text)) {
            case Reading.Fits fits -> fits.value();
            case Reading.Misfit misfit -> throw InvalidParameter.of(parameter, misfit.message());
        };
    }
}
