package dev.hookline.gateway.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.gateway.pluginapi.PluginJson;
import dev.hookline.gateway.pluginapi.Prefix;
import dev.hookline.gateway.storage.Condition.Side;
import dev.hookline.gateway.storage.Condition.ValueType;
import dev.hookline.kit.problem.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what a query says about one field: a value, or an object of operators. */
final class ConditionReader {

    private static final int MOST_VALUES = 1_000;

    private static final Map<String, Side> SIDES =
            Map.of("gt", Side.GT, "gte", Side.GTE, "lt", Side.LT, "lte", Side.LTE);

    private final List<Fault> faults;

    ConditionReader(List<Fault> faults) {
        this.faults = faults;
    }

    /** The conditions on a field; after a fault, fewer. */
    List<Condition> read(Field field, JsonNode filter) {
        if (filter.isNull()) {
            return List.of(new Condition.IsNull(field));
        }
        if (filter.isValueNode()) {
            return oneOf(field, List.of(filter)).stream().toList();
        }
        if (!filter.isObject() || filter.isEmpty()) {
            return unknown(field).stream().toList();
        }
        var conditions = new ArrayList<Condition>();
        filter.properties()
                .forEach(operator ->
                        operator(field, operator.getKey(), operator.getValue())
                                .ifPresent(conditions::add));
        return conditions;
    }

    private Optional<Condition> operator(Field field, String operator, JsonNode operand) {
        var side = SIDES.get(operator);
        if (side != null) {
            return bounded(field, side, operand);
        }
        return switch (operator) {
            case "eq" ->
                    operand.isNull()
                            ? Optional.of(new Condition.IsNull(field))
                            : oneOf(field, List.of(operand));
            case "in" -> in(field, operand);
            case "startsWith" -> startsWith(field, operand);
            default -> unknown(field);
        };
    }

    private Optional<Condition> in(Field field, JsonNode operand) {
        return operand.isArray() && operand.size() <= MOST_VALUES
                ? oneOf(field, operand.valueStream().toList())
                : fault(field, "in takes an array of at most " + MOST_VALUES + " values");
    }

    private Optional<Condition> oneOf(Field field, List<JsonNode> values) {
        if (!values.stream().allMatch(JsonNode::isValueNode)) {
            return fault(field, "can be compared with strings, numbers, booleans and null only");
        }
        var texts = values.stream().map(value -> text(field, value)).toList();
        return Optional.of(new Condition.OneOf(field, texts));
    }

    private Optional<Condition> bounded(Field field, Side side, JsonNode operand) {
        var type =
                operand.isNumber()
                        ? ValueType.NUMBER
                        : operand.isTextual() ? ValueType.STRING : null;
        return type == null
                ? fault(field, "a bound must be a string or a number")
                : Optional.of(new Condition.Bounded(field, side, text(field, operand), type));
    }

    private Optional<Condition> startsWith(Field field, JsonNode operand) {
        if (!operand.isTextual()) {
            return fault(field, "startsWith takes a string");
        }
        text(field, operand);
        var prefix = operand.textValue();
        return Optional.of(new Condition.StartsWith(field, prefix, new Prefix(prefix).end()));
    }

    /** The operand as JSON text; null stands for what the database could not read. */
    private String text(Field field, JsonNode operand) {
        var flaw = PluginJson.flawIn(operand);
        if (flaw != null) {
            fault(field, flaw);
            return "null";
        }
        return PluginJson.text(operand);
    }

    private Optional<Condition> unknown(Field field) {
        return fault(field, "Unknown filter type for field '" + field.name() + "'");
    }

    private Optional<Condition> fault(Field field, String message) {
        faults.add(new Fault("where." + field.name(), message));
        return Optional.empty();
    }
}
