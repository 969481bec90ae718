package dev.hookline.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.hookline.gateway.pluginapi.TestPlugin;
import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class StorageQuarkusTest {

    private static final Map<String, Object> DECLARED =
            StorageCalls.declaring("entries", Map.of("indexes", List.of("name")));

    @Inject DataSource database;

    private TestPlugin plugin;
    private StorageCalls entries;

    @BeforeEach
    void install() {
        plugin = TestPlugin.install("archivist", DECLARED);
        entries = new StorageCalls(plugin, "entries");
    }

    @AfterEach
    void remove() {
        plugin.close();
    }

    @Test
    void keepsDocuments() {
        entries.put(
                        "default",
                        "{\"name\": \"Default\", \"n\": 12345678901234567890.10, \"x\": [null]}")
                .statusCode(204);

        var found = entries.get("default").statusCode(200).extract().asString();
        assertThat(found)
                .startsWith("{\"id\":\"default\",\"data\":{")
                .contains("12345678901234567890.10", "[null]");
        plugin.call().head(entries.path("default")).then().statusCode(200);

        entries.put("default", Map.of("name", "Other")).statusCode(204);
        entries.get("default").body("data.name", equalTo("Other"));
    }

    @Test
    void deletesDocuments() {
        entries.put("a", Map.of());

        entries.delete("a").statusCode(204);
        entries.delete("a").statusCode(404);
        entries.get("a").statusCode(404).body("type", equalTo("urn:hookline:problem:not-found"));
        plugin.call().head(entries.path("a")).then().statusCode(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"posts:01J/x", "a/b//c", "é 100%", "query", "'; DROP TABLE plugin; --"})
    void takesAnyPrintableId(String id) {
        entries.put(id, Map.of("name", id)).statusCode(204);

        entries.get(id).statusCode(200).body("id", equalTo(id));
        entries.delete(id).statusCode(204);
    }

    @Test
    void refusesBadIdsAndBodies() {
        entries.put("x".repeat(255), Map.of()).statusCode(204);
        entries.put("x".repeat(256), Map.of()).statusCode(422).body("errors.field", contains("id"));
        entries.put("a\nb", Map.of()).statusCode(422);
        entries.put("a", "{").statusCode(400);
        entries.put("a", "null").statusCode(422);
        entries.put("a", "{\"x\": \"\\u0000\"}").statusCode(422);
        entries.put("a", Map.of("x", "y".repeat(64 * 1024)))
                .statusCode(413)
                .body("type", equalTo("urn:hookline:problem:too-large"));
        entries.put("a", Map.of("name", "é".repeat(751)))
                .statusCode(422)
                .body("errors.field", contains("data.name"));
        entries.put("a", Map.of("name", "é".repeat(750))).statusCode(204);
    }

    @Test
    void knowsOnlyDeclaredCollections() {
        var other = new StorageCalls(plugin, "other");

        for (var answer :
                List.of(
                        other.get("a"),
                        other.put("a", Map.of()),
                        other.delete("a"),
                        other.query(Map.of()),
                        other.post("put-many", Map.of("items", List.of())))) {
            answer.statusCode(404)
                    .body("detail", equalTo("Storage collection not declared: other"));
        }
    }

    @Test
    void storesManyAtOnceOrNone() {
        entries.post("put-many", Map.of("items", items("a", "b", "c"))).statusCode(204);
        entries.post("put-many", Map.of("items", items("a", "d", "bad\n"))).statusCode(422);
        entries.post("put-many", Map.of("items", items("d", "d")))
                .statusCode(422)
                .body("errors.field", contains("items[1].id"));

        entries.post("get-many", Map.of("ids", List.of("c", "d", "a", "c")))
                .statusCode(200)
                .body("items.id", contains("a", "c"))
                .body("items.data.name", contains("a", "c"));
        entries.post("delete-many", Map.of("ids", List.of("a", "a", "x", "b")))
                .statusCode(200)
                .body("deleted", equalTo(2));
        entries.post("count", Map.of()).body("count", equalTo(1));
    }

    @Test
    void takesAThousandAtOnceAndNotMore() {
        var thousand = IntStream.range(0, 1000).mapToObj(i -> "d" + i).toArray(String[]::new);
        var ids = List.of(thousand);

        entries.post("put-many", Map.of("items", items(thousand))).statusCode(204);
        entries.query(Map.of("limit", 1000)).body("items", hasSize(1000));
        entries.post("get-many", Map.of("ids", ids)).body("items", hasSize(1000));
        entries.post("delete-many", Map.of("ids", ids)).body("deleted", equalTo(1000));

        var more = IntStream.range(0, 1001).mapToObj(i -> "d" + i).toArray(String[]::new);
        entries.post("put-many", Map.of("items", items(more))).statusCode(422);
        entries.post("get-many", Map.of("ids", List.of(more))).statusCode(422);
        entries.post("delete-many", Map.of("ids", List.of(more))).statusCode(422);
    }

    @Test
    void refusesBatchesThatAreNone() {
        for (var body : List.of("[]", "{}", "{\"ids\": \"a\"}", "{\"ids\": [], \"x\": 1}")) {
            entries.post("get-many", body).statusCode(400);
            entries.post("delete-many", body).statusCode(400);
        }
        entries.post("get-many", "{\"ids\": [1]}").statusCode(422);
        entries.post("put-many", "{\"items\": [{\"id\": \"a\"}]}").statusCode(422);
        entries.post("put-many", "{\"items\": [{\"id\": \"a\", \"data\": null}]}").statusCode(422);
    }

    @Test
    void endsAPageOfLargeDocumentsEarlyAndRefusesTooManyAtOnce() {
        var ids = IntStream.range(0, 80).mapToObj(i -> "large" + i).toList();
        for (var id : ids) {
            entries.put(id, Map.of("text", "x".repeat(60_000))).statusCode(204);
        }

        String cursor =
                entries.query(Map.of("limit", 1000))
                        .body("items.size()", equalTo(69))
                        .body("hasMore", equalTo(true))
                        .extract()
                        .path("cursor");
        entries.query(Map.of("limit", 1000, "cursor", cursor))
                .body("items.size()", equalTo(11))
                .body("hasMore", equalTo(false));
        entries.post("get-many", Map.of("ids", ids)).statusCode(413);
    }

    @Test
    void keepsPluginsApart() {
        entries.put("a", Map.of("name", "mine"));
        try (var other = TestPlugin.install("other", DECLARED)) {
            var theirs = new StorageCalls(other, "entries");
            theirs.get("a").statusCode(404);
            theirs.put("a", Map.of("name", "theirs")).statusCode(204);
            theirs.query(Map.of()).body("items", hasSize(1));
        }

        entries.get("a").body("data.name", equalTo("mine"));
    }

    @Test
    void keepsDocumentsForAReinstallationUnlessToldToDeleteThem() throws SQLException {
        entries.put("a", Map.of("name", "kept"));

        plugin.remove(false);
        plugin.installAgain(DECLARED);
        entries.get("a").body("data.name", equalTo("kept"));

        plugin.remove(true);
        assertThat(tables()).isZero();
        plugin.installAgain(DECLARED);
        entries.query(Map.of()).statusCode(200).body("items", hasSize(0));
    }

    @Test
    void keepsACollectionThatAManifestLeavesOutForAWhile() {
        entries.put("a", Map.of("name", "kept"));

        plugin.upgrade(Map.of()).statusCode(200);
        entries.get("a").statusCode(404);

        plugin.upgrade(DECLARED).statusCode(200);
        entries.get("a").body("data.name", equalTo("kept"));
    }

    private int tables() throws SQLException {
        try (var connection = database.getConnection();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "SELECT count(*) FROM pg_tables WHERE tablename ="
                                                + " (SELECT table_name FROM storage_collection"
                                                + " WHERE plugin_id = 'archivist')")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static List<Map<String, Object>> items(String... ids) {
        return Arrays.stream(ids)
                .map(id -> Map.<String, Object>of("id", id, "data", Map.of("name", id)))
                .toList();
    }
}
