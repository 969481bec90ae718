package dev.hookline.sdk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Documents by their ids, with the operations of the plugin API. */
final class MemoryCollection {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    final Map<String, JsonNode> documents = new ConcurrentSkipListMap<>();

    JsonNode operation(String name, JsonNode body) {
        return switch (name) {
            case "query" -> query(body);
            case "count" -> JSON.objectNode().put("count", matching(body.path("where")).count());
            case "get-many" -> {
                yield items(ids(body).flatMap(this::found));
            }
            case "put-many" -> {
                body.path("items").forEach(item -> documents.put(id(item), item.path("data")));
                yield JSON.objectNode();
            }
            case "delete-many" -> {
                var deleted = ids(body).map(documents::remove).filter(Objects::nonNull).count();
                yield JSON.objectNode().put("deleted", deleted);
            }
            default -> throw new IllegalArgumentException("no such operation: " + name);
        };
    }

    private Stream<ObjectNode> found(String id) {
        var data = documents.get(id);
        return data == null ? Stream.empty() : Stream.of(document(id, data));
    }

    private ObjectNode query(JsonNode query) {
        var found = matching(query.path("where")).sorted(order(query.path("orderBy"))).toList();
        var begin = Integer.parseInt(query.path("cursor").asText("0"));
        var end = Math.min(found.size(), begin + query.path("limit").asInt(50));
        var answer =
                items(
                        found.subList(begin, end).stream()
                                .map(entry -> document(entry.getKey(), entry.getValue())));
        return end < found.size() ? answer.put("cursor", String.valueOf(end)) : answer;
    }

    private Stream<Map.Entry<String, JsonNode>> matching(JsonNode where) {
        return documents.entrySet().stream()
                .filter(entry ->
                        where.properties().stream()
                                .allMatch(condition ->
                                        fits(
                                                entry.getValue().path(condition.getKey()),
                                                condition.getValue())));
    }

    private static boolean fits(JsonNode value, JsonNode condition) {
        if (!condition.isObject()) {
            return condition.isNull()
                    ? value.isNull() || value.isMissingNode()
                    : value.equals(condition) || compare(value, condition) == 0;
        }
        return condition.properties().stream()
                .allMatch(operator -> fits(value, operator.getKey(), operator.getValue()));
    }

    private static boolean fits(JsonNode value, String operator, JsonNode operand) {
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        return switch (operator) {
            case "gt" -> compare(value, operand) > 0;
            case "gte" -> compare(value, operand) >= 0;
            case "lt" -> compare(value, operand) < 0;
            case "lte" -> compare(value, operand) <= 0;
            case "in" -> elements(operand).anyMatch(one -> fits(value, one));
            case "startsWith" -> value.asText().startsWith(operand.asText());
            default -> throw new IllegalArgumentException("no such operator: " + operator);
        };
    }

    private static Comparator<Map.Entry<String, JsonNode>> order(JsonNode orderBy) {
        Comparator<Map.Entry<String, JsonNode>> order = (one, other) -> 0;
        for (var field : orderBy.properties()) {
            Comparator<Map.Entry<String, JsonNode>> byField =
                    (one, other) ->
                            compare(
                                    one.getValue().path(field.getKey()),
                                    other.getValue().path(field.getKey()));
            var isAscending = field.getValue().asText().equals("asc");
            order = order.thenComparing(isAscending ? byField : byField.reversed());
        }
        return order;
    }

    private static int compare(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue())
                : one.asText().compareTo(other.asText());
    }

    private static ObjectNode items(Stream<ObjectNode> documents) {
        ArrayNode items = JSON.arrayNode();
        documents.forEach(items::add);
        return JSON.objectNode().set("items", items);
    }

    static ObjectNode document(String id, JsonNode data) {
        return JSON.objectNode().put("id", id).set("data", data);
    }

    private static Stream<String> ids(JsonNode body) {
        return elements(body.path("ids")).map(JsonNode::asText);
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static String id(JsonNode item) {
        return item.path("id").asText();
    }
}
