package dev.hookline.schemas.compatibility;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * Finds what makes a schema incompatible with the one released before. It knows the keywords that
 * our schemas use and takes everything it can't judge for a fault.
 *
 * <pre>
 *                          event      answer
 * property removed         fault      fault
 * property added           fine       fine
 * narrowed                 fault      fault     fewer values fit than before
 * widened                  fault      fine      more values fit than before
 * </pre>
 */
final class SchemaComparison {

    private static final JsonNode ANYTHING = JsonNodeFactory.instance.objectNode();
    private static final Set<String> ALL_TYPES =
            Set.of("null", "boolean", "integer", "number", "string", "array", "object");
    private static final List<String> LOWER_BOUNDS =
            List.of("minimum", "minLength", "minItems", "minProperties");
    private static final List<String> UPPER_BOUNDS =
            List.of("maximum", "maxLength", "maxItems", "maxProperties");

    private final Role role;
    private final UnaryOperator<JsonNode> resolveOld;
    private final UnaryOperator<JsonNode> resolveNew;
    private final List<String> faults = new ArrayList<>();

    /** Each operator replaces a schema that is nothing but a reference by its target. */
    SchemaComparison(
            Role role, UnaryOperator<JsonNode> resolveOld, UnaryOperator<JsonNode> resolveNew) {
        this.role = role;
        this.resolveOld = resolveOld;
        this.resolveNew = resolveNew;
    }

    List<String> faults(JsonNode released, JsonNode changed) {
        compare("", released, changed);
        return faults;
    }

    private void compare(String place, JsonNode releasedRef, JsonNode changedRef) {
        var released = resolveOld.apply(releasedRef);
        var changed = resolveNew.apply(changedRef);
        compareSets(place, "type", typesOf(released), typesOf(changed));
        compareValues(place, released, changed);
        compareRequired(place, released, changed);
        compareProperties(place, released, changed);
        compareFurtherProperties(place, released, changed);
        LOWER_BOUNDS.forEach(bound -> compareBound(place, bound, 1, released, changed));
        UPPER_BOUNDS.forEach(bound -> compareBound(place, bound, -1, released, changed));
        List.of("pattern", "format").forEach(k -> compareText(place, k, released, changed));
        List.of("items", "propertyNames").forEach(k -> compareMember(place, k, released, changed));
        compareConditions(place, released, changed);
        compareBranches(place, released, changed);
        if (!released.path("not").equals(changed.path("not"))) {
            narrowed(place, "not has changed");
        }
    }

    private static Set<String> typesOf(JsonNode schema) {
        var types = new TreeSet<>(texts(schema.path("type")));
        if (types.contains("number")) {
            types.add("integer");
        }
        return schema.has("type") ? types : ALL_TYPES;
    }

    private void compareSets(String place, String what, Set<?> released, Set<?> changed) {
        if (!changed.containsAll(released)) {
            narrowed(place, what + " " + less(released, changed) + " no longer fits");
        }
        if (!released.containsAll(changed)) {
            widened(place, what + " " + less(changed, released) + " fits now");
        }
    }

    private void compareValues(String place, JsonNode released, JsonNode changed) {
        var before = valuesOf(released);
        var after = valuesOf(changed);
        if (before.isEmpty() && !after.isEmpty()) {
            narrowed(place, "only " + after + " fit now");
        } else if (!before.isEmpty() && after.isEmpty()) {
            widened(place, "not only " + before + " fit now");
        } else {
            compareSets(place, "value", before, after);
        }
    }

    /** The values that a schema lists, empty when it lists none. */
    private static Set<JsonNode> valuesOf(JsonNode schema) {
        var values = new HashSet<JsonNode>();
        schema.path("enum").forEach(values::add);
        if (schema.has("const")) {
            values.add(schema.get("const"));
        }
        return values;
    }

    private void compareRequired(String place, JsonNode released, JsonNode changed) {
        var before = new TreeSet<>(texts(released.path("required")));
        var after = new TreeSet<>(texts(changed.path("required")));
        less(after, before).forEach(name -> narrowed(place + "/" + name, "is required now"));
        less(before, after).forEach(name -> widened(place + "/" + name, "is no longer required"));
    }

    private void compareProperties(String place, JsonNode released, JsonNode changed) {
        for (var property : released.path("properties").properties()) {
            var where = place + "/" + property.getKey();
            var counterpart = changed.path("properties").get(property.getKey());
            if (counterpart == null) {
                faults.add(where + ": has been removed");
            } else {
                compare(where, property.getValue(), counterpart);
            }
        }
    }

    private void compareFurtherProperties(String place, JsonNode released, JsonNode changed) {
        var before = released.path("additionalProperties");
        var after = changed.path("additionalProperties");
        if (isFalse(before) && !isFalse(after)) {
            widened(place, "further properties fit now");
        } else if (!isFalse(before) && isFalse(after)) {
            narrowed(place, "further properties no longer fit");
        } else if (before.isObject() || after.isObject()) {
            compare(place + "/*", orAnything(before), orAnything(after));
        }
    }

    private static boolean isFalse(JsonNode schema) {
        return schema.equals(BooleanNode.FALSE);
    }

    /** A sign of 1 for a lower bound, of -1 for an upper one. */
    private void compareBound(
            String place, String bound, int sign, JsonNode released, JsonNode changed) {
        var none = sign * Double.NEGATIVE_INFINITY;
        var before = released.path(bound).asDouble(none) * sign;
        var after = changed.path(bound).asDouble(none) * sign;
        if (after > before) {
            narrowed(place, bound + " is stricter");
        } else if (after < before) {
            widened(place, bound + " is looser");
        }
    }

    private void compareText(String place, String keyword, JsonNode released, JsonNode changed) {
        if (released.path(keyword).equals(changed.path(keyword))) {
            return;
        }
        if (changed.has(keyword)) {
            narrowed(place, keyword + " has changed");
        } else {
            widened(place, keyword + " is gone");
        }
    }

    private void compareMember(String place, String keyword, JsonNode released, JsonNode changed) {
        var before = released.path(keyword);
        var after = changed.path(keyword);
        if (before.isObject() || after.isObject()) {
            compare(place + "/" + keyword, orAnything(before), orAnything(after));
        }
    }

    private void compareConditions(String place, JsonNode released, JsonNode changed) {
        if (!released.path("if").equals(changed.path("if"))) {
            narrowed(place, "if has changed");
            return;
        }
        compareMember(place, "then", released, changed);
        compareMember(place, "else", released, changed);
    }

    private void compareBranches(String place, JsonNode released, JsonNode changed) {
        for (var keyword : List.of("allOf", "anyOf", "oneOf")) {
            var before = released.path(keyword);
            var after = changed.path(keyword);
            for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
                compare(place + "/" + keyword + "/" + i, before.get(i), after.get(i));
            }
            for (int i = before.size(); i < after.size(); i++) {
                if (!wasImpossible(released, after.get(i))) {
                    narrowed(place, keyword + " has a further branch");
                }
            }
            if (after.size() < before.size()) {
                narrowed(place, keyword + " has a branch less");
            }
        }
    }

    /** Whether a branch is only for a value that did not fit before, such as a new kind. */
    private static boolean wasImpossible(JsonNode released, JsonNode branch) {
        for (var condition : branch.path("if").path("properties").properties()) {
            var before = valuesOf(released.path("properties").path(condition.getKey()));
            if (!before.isEmpty() && !before.contains(condition.getValue().get("const"))) {
                return true;
            }
        }
        return false;
    }

    private void narrowed(String place, String what) {
        faults.add(place + ": " + what);
    }

    private void widened(String place, String what) {
        if (role == Role.EVENT) {
            faults.add(place + ": " + what);
        }
    }

    private static JsonNode orAnything(JsonNode schema) {
        return schema.isObject() ? schema : ANYTHING;
    }

    private static <T> Set<T> less(Set<T> some, Set<?> others) {
        var rest = new HashSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    private static List<String> texts(JsonNode textOrArray) {
        return textOrArray.isTextual()
                ? List.of(textOrArray.textValue())
                : textOrArray.valueStream().map(JsonNode::textValue).toList();
    }
}
