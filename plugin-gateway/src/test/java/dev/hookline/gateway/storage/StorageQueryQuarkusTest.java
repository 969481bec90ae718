package dev.hookline.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.hookline.gateway.pluginapi.TestPlugin;
import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class StorageQueryQuarkusTest {

    private TestPlugin plugin;
    private StorageCalls entries;

    @BeforeEach
    void install() {
        plugin =
                TestPlugin.install(
                        "librarian",
                        StorageCalls.declaring(
                                "c",
                                Map.of(
                                        "indexes",
                                        List.of("value", List.of("kind", "rank")),
                                        "uniqueIndexes",
                                        List.of("isbn"))));
        entries = new StorageCalls(plugin, "c");
    }

    @AfterEach
    void remove() {
        plugin.close();
    }

    @Test
    void comparesOnlyValuesOfOneType() {
        store("n9", 9);
        store("n10", 10);
        store("n-2.5", -2.5);
        store("s10", "10");
        store("s9", "9");
        store("true", true);
        store("null", null);
        entries.put("absent", Map.of());
        entries.put("object", Map.of("value", Map.of("a", 1)));

        fits(Map.of("gt", 9), "n10");
        fits(Map.of("gte", 9, "lt", 10), "n9");
        fits(Map.of("lt", 9.5), "n-2.5", "n9");
        fits(Map.of("lte", -2.50), "n-2.5");
        fits(Map.of("gt", "10"), "s9");
        fits(Map.of("lte", "9"), "s10", "s9");
        fits(10, "n10");
        fits("10", "s10");
        fits(Map.of("eq", 9.0), "n9");
        fits(true, "true");
        fits(false);
        fits(null, "null", "absent");
        fits(Map.of("in", Arrays.asList(9, "9", null)), "n9", "s9", "null", "absent");
        fits(Map.of("in", List.of()));
        fits(Map.of("startsWith", ""), "s10", "s9");
    }

    @Test
    void takesTheCharactersOfAPrefixLiterally() {
        store("percent", "100%");
        store("hundred", "1000");
        store("backslash", "a\\b");
        store("underscore", "a_b");
        store("smile", "😀😀");
        store("quote", "it's");

        fits(Map.of("startsWith", "100%"), "percent");
        fits(Map.of("startsWith", "a_"), "underscore");
        fits(Map.of("startsWith", "a\\"), "backslash");
        fits(Map.of("startsWith", "😀"), "smile");
        fits("it's", "quote");
    }

    @Test
    void ordersMixedTypesAndNumbersByValue() {
        store("big", 1e30);
        store("ten", 10);
        store("nine", 9);
        store("tiny", 0.000001);
        store("zero", 0);
        store("minus", -3);
        store("minus more", -30);
        store("text", "10");
        store("upper", "Z");
        store("lower", "a");
        store("no", false);
        store("yes", true);
        store("null", null);
        store("array", List.of(1));

        entries.query(Map.of("orderBy", Map.of("value", "asc")))
                .body(
                        "items.id",
                        contains(
                                "null",
                                "no",
                                "yes",
                                "minus more",
                                "minus",
                                "zero",
                                "tiny",
                                "nine",
                                "ten",
                                "big",
                                "text",
                                "upper",
                                "lower",
                                "array"));
    }

    @Test
    void ordersByCreationWhenNotToldOtherwise() {
        for (var id : List.of("c", "a", "b")) {
            entries.put(id, Map.of("value", 1));
        }
        entries.put("c", Map.of("value", 2));

        entries.query(Map.of()).body("items.id", contains("c", "a", "b"));
        entries.query(Map.of("where", Map.of("value", 1))).body("items.id", contains("a", "b"));
    }

    @Test
    void findsEachDocumentOnceWhileOthersAreWrittenAndDeleted() {
        for (int i = 0; i < 30; i++) {
            entries.put("d" + i, Map.of("kind", "k" + i % 3, "rank", i % 5));
        }
        var query = new HashMap<String, Object>();
        query.put("limit", 4);
        query.put("orderBy", List.of(Map.of("kind", "desc"), Map.of("rank", "asc")));
        var seen = new ArrayList<String>();
        boolean hasMore = true;
        for (int page = 0; hasMore; page++) {
            var answer = entries.query(query).statusCode(200).extract();
            seen.addAll(answer.<List<String>>path("items.id"));
            hasMore = answer.path("hasMore");
            query.put("cursor", answer.path("cursor"));
            entries.put("new" + page, Map.of("kind", "k9", "rank", page));
            entries.delete(seen.getFirst());
        }

        assertThat(seen).doesNotHaveDuplicates().hasSize(30);
    }

    @Test
    void saysWhetherThereIsMore() {
        store("a", 1);
        store("b", 1);

        entries.query(Map.of("limit", 2))
                .body("items", hasSize(2))
                .body("hasMore", equalTo(false))
                .body("cursor", nullValue());
        entries.query(Map.of("limit", 1)).body("hasMore", equalTo(true));
    }

    @Test
    void refusesFieldsThatAreNotIndexed() {
        entries.query(Map.of("where", Map.of("title", "x"), "orderBy", Map.of("seq", "asc")))
                .statusCode(400)
                .body("type", equalTo("urn:hookline:problem:invalid-parameter"))
                .body("errors.field", contains("where.title", "orderBy.seq"))
                .body(
                        "errors.message",
                        contains(
                                "Cannot query on non-indexed field 'title'.",
                                "Cannot order by non-indexed field 'seq'."))
                .body(
                        "suggestion",
                        equalTo(
                                "Add 'title' to storage.c.indexes in plugin 'librarian' to enable"
                                        + " this query."));
        entries.query(Map.of("where", Map.of("x' OR true --", 1))).statusCode(400);
        entries.query(Map.of("where", Map.of("rank", 1, "isbn", "x"))).statusCode(200);
    }

    @Test
    void refusesQueriesThatMakeNoSense() {
        for (var where :
                List.of(
                        Map.of("between", 1),
                        Map.of(),
                        List.of(1),
                        Map.of("gt", true),
                        Map.of("in", "a"),
                        Map.of("in", List.of(List.of())),
                        Map.of("eq", Map.of()),
                        Map.of("startsWith", 1),
                        "\u0000")) {
            entries.query(Map.of("where", Map.of("value", where)))
                    .statusCode(400)
                    .body("errors.field", contains("where.value"));
        }
        for (var query :
                List.of(
                        "{\"limit\": 0}",
                        "{\"limit\": 1001}",
                        "{\"limit\": 1.5}",
                        "{\"orderBy\": {\"value\": \"up\"}}",
                        "{\"orderBy\": \"value\"}",
                        "{\"orderBy\": [{\"value\": \"asc\"}, {\"value\": \"asc\"}]}",
                        "{\"where\": []}",
                        "{\"order\": {}}",
                        "{\"cursor\": 1}",
                        "[]",
                        "")) {
            entries.post("query", query).statusCode(400);
        }
        entries.post("count", "{\"limit\": 1}").statusCode(400);
    }

    @Test
    void refusesCursorsOfOtherQueries() {
        store("a", 1);
        store("b", 1);
        String cursor = entries.query(Map.of("limit", 1)).extract().path("cursor");

        for (var query :
                List.of(
                        Map.of("cursor", "garbage"),
                        Map.of("cursor", ""),
                        Map.of("cursor", cursor, "orderBy", Map.of("value", "asc")),
                        Map.of("cursor", cursor, "where", Map.of("value", 1)))) {
            entries.query(query)
                    .statusCode(400)
                    .body("type", equalTo("urn:hookline:problem:invalid-cursor"));
        }
        entries.query(Map.of("cursor", cursor, "limit", 7)).body("items.id", contains("b"));
    }

    private void store(String id, Object value) {
        var document = new HashMap<String, Object>();
        document.put("value", value);
        entries.put(id, document).statusCode(204);
    }

    private void fits(Object filter, String... ids) {
        var where = new HashMap<String, Object>();
        where.put("value", filter);
        entries.query(Map.of("where", where))
                .statusCode(200)
                .body("items.id", containsInAnyOrder(ids));
        entries.post("count", Map.of("where", where)).body("count", equalTo(ids.length));
    }
}
