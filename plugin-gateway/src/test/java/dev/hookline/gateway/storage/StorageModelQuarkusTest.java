package dev.hookline.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.gateway.pluginapi.PluginJson;
import dev.hookline.gateway.pluginapi.TestPlugin;
import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares random queries, read to their end page by page, with a list in memory that is filtered
 * and sorted by rules written down once more here.
 */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class StorageModelQuarkusTest {

    private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);
    private static final List<String> FIELDS = List.of("a", "b", "c");
    private static final List<String> OPERATORS =
            List.of("gt", "gte", "lt", "lte", "in", "startsWith", "eq");
    private static final int BATCHES = 6;
    private static final int BATCH = 50;
    private static final int QUERIES = 30;

    /** A document of the model, in the order of creation. */
    private record Stored(String id, ObjectNode data, int batch) {}

    private record Filter(ObjectNode json, Predicate<ObjectNode> fits) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 20_261_121, 987_654_321})
    void findsEveryDocumentOnceAndInOrder(long seed) {
        var random = new Random(seed);
        try (var plugin =
                TestPlugin.install(
                        "model",
                        StorageCalls.declaring(
                                "c", Map.of("indexes", List.of("a", "b", List.of("b", "c")))))) {
            var calls = new StorageCalls(plugin, "c");
            var stored = store(calls, random);
            for (int i = 0; i < QUERIES; i++) {
                var filter = filter(random);
                var orderBy = orderBy(random);
                var expected =
                        stored.stream()
                                .filter(document -> filter.fits().test(document.data()))
                                .sorted(order(orderBy))
                                .map(Stored::id)
                                .toList();

                var query = JSON.objectNode();
                query.set("where", filter.json());
                query.put("limit", 1 + random.nextInt(60));
                orderBy.forEach((field, descending) ->
                        query.withObjectProperty("orderBy")
                                .put(field, descending ? "desc" : "asc"));

                assertThat(allPages(calls, query))
                        .as("seed %d, query %d: %s", seed, i, query)
                        .isEqualTo(expected);
                assertThat(count(calls, filter.json())).isEqualTo(expected.size());
            }
        }
    }

    private static List<Stored> store(StorageCalls calls, Random random) {
        var stored = new ArrayList<Stored>();
        for (int batch = 0; batch < BATCHES; batch++) {
            var items = JSON.arrayNode();
            for (int i = 0; i < BATCH; i++) {
                var document =
                        new Stored(
                                random.nextInt(10) + "-" + batch + "-" + i,
                                document(random),
                                batch);
                items.addObject().put("id", document.id()).set("data", document.data());
                stored.add(document);
            }
            var body = JSON.objectNode().set("items", items);
            calls.post("put-many", PluginJson.text(body)).statusCode(204);
        }
        return stored;
    }

    private static ObjectNode document(Random random) {
        var document = JSON.objectNode();
        for (var field : FIELDS) {
            if (random.nextInt(6) > 0) {
                document.set(field, value(random));
            }
        }
        return document;
    }

    private static JsonNode value(Random random) {
        return switch (random.nextInt(16)) {
            case 0 -> JSON.nullNode();
            case 1 -> JSON.booleanNode(random.nextBoolean());
            case 2 -> JSON.objectNode().put("nested", 1);
            case 3, 4, 5 -> JSON.numberNode(random.nextInt(7) - 3);
            case 6 ->
                    JSON.numberNode(
                            new BigDecimal(
                                    List.of("1.0", "1.00", "-1.10", "-1.1", "0.0")
                                            .get(random.nextInt(5))));
            case 7 ->
                    JSON.numberNode(
                            new BigDecimal(
                                    BigInteger.valueOf(random.nextLong()),
                                    random.nextInt(80) - 20));
            case 8 -> JSON.numberNode(random.nextLong());
            case 9 -> JSON.numberNode(new BigDecimal("1e" + (random.nextInt(190) - 95)));
            default -> JSON.textNode(text(random));
        };
    }

    private static String text(Random random) {
        var alphabet =
                List.of(
                        "a", "b", "A", "%", "_", "\\", "'", "\"", "1", "é", "\uFFFD", "😀",
                        "\uE000", " ");
        return IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> alphabet.get(random.nextInt(alphabet.size())))
                .reduce("", String::concat);
    }

    private static Filter filter(Random random) {
        var json = JSON.objectNode();
        Predicate<ObjectNode> all = document -> true;
        for (var field : FIELDS) {
            if (random.nextInt(4) == 0) {
                var operand = scalar(random);
                if (random.nextInt(3) == 0) {
                    json.set(field, operand);
                    all = all.and(document -> compare(document.get(field), operand) == 0);
                } else {
                    var operator = OPERATORS.get(random.nextInt(OPERATORS.size()));
                    var used = operandOf(operator, operand, random);
                    json.putObject(field).set(operator, used);
                    all = all.and(document -> fits(document.get(field), operator, used));
                }
            }
        }
        return new Filter(json, all);
    }

    private static JsonNode operandOf(String operator, JsonNode operand, Random random) {
        return switch (operator) {
            case "eq" -> operand;
            case "in" -> JSON.arrayNode().add(operand).add(scalar(random)).add(scalar(random));
            case "startsWith" -> JSON.textNode(text(random));
            default -> operand.isTextual() || operand.isNumber() ? operand : JSON.numberNode(0);
        };
    }

    private static JsonNode scalar(Random random) {
        return Stream.generate(() -> value(random))
                .filter(JsonNode::isValueNode)
                .findFirst()
                .orElseThrow();
    }

    private static boolean fits(JsonNode value, String operator, JsonNode operand) {
        int order = compare(value, operand);
        boolean isComparable = rank(value) == rank(operand);
        return switch (operator) {
            case "eq" -> order == 0;
            case "in" -> operand.valueStream().anyMatch(one -> compare(value, one) == 0);
            case "startsWith" -> isComparable && value.textValue().startsWith(operand.textValue());
            case "gt" -> isComparable && order > 0;
            case "gte" -> isComparable && order >= 0;
            case "lt" -> isComparable && order < 0;
            case "lte" -> isComparable && order <= 0;
            default -> throw new IllegalArgumentException(operator);
        };
    }

    private static Map<String, Boolean> orderBy(Random random) {
        var orderBy = new LinkedHashMap<String, Boolean>();
        for (int i = random.nextInt(4); i > 0; i--) {
            orderBy.put(FIELDS.get(random.nextInt(FIELDS.size())), random.nextBoolean());
        }
        return orderBy;
    }

    private static Comparator<Stored> order(Map<String, Boolean> orderBy) {
        Comparator<Stored> order = (one, other) -> 0;
        boolean descending = false;
        for (var entry : orderBy.entrySet()) {
            var field = entry.getKey();
            descending = entry.getValue();
            Comparator<Stored> next =
                    (one, other) -> compare(one.data().get(field), other.data().get(field));
            order = order.thenComparing(descending ? next.reversed() : next);
        }
        var creation = Comparator.comparingInt(Stored::batch).thenComparing(Stored::id);
        return order.thenComparing(descending ? creation.reversed() : creation);
    }

    private static int compare(JsonNode one, JsonNode other) {
        if (rank(one) != rank(other)) {
            return Integer.compare(rank(one), rank(other));
        }
        return switch (rank(one)) {
            case 1 -> Boolean.compare(one.booleanValue(), other.booleanValue());
            case 2 -> one.decimalValue().compareTo(other.decimalValue());
            case 3 ->
                    Arrays.compare(
                            one.textValue().codePoints().toArray(),
                            other.textValue().codePoints().toArray());
            default -> 0;
        };
    }

    private static int rank(JsonNode value) {
        if (value == null || value.isNull()) {
            return 0;
        }
        if (value.isBoolean()) {
            return 1;
        }
        if (value.isNumber()) {
            return 2;
        }
        return value.isTextual() ? 3 : 4;
    }

    private static List<String> allPages(StorageCalls calls, ObjectNode query) {
        var ids = new ArrayList<String>();
        boolean hasMore = true;
        while (hasMore) {
            var page = calls.post("query", PluginJson.text(query)).statusCode(200).extract();
            ids.addAll(page.path("items.id"));
            hasMore = page.path("hasMore");
            query.put("cursor", page.<String>path("cursor"));
        }
        return ids;
    }

    private static int count(StorageCalls calls, ObjectNode where) {
        var body = JSON.objectNode().set("where", where);
        return calls.post("count", PluginJson.text(body)).extract().path("count");
    }
}
