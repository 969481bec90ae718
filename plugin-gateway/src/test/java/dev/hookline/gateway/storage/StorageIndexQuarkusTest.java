package dev.hookline.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.hookline.gateway.pluginapi.TestPlugin;
import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class StorageIndexQuarkusTest {

    private static final String DUPLICATE = "urn:hookline:problem:duplicate";

    @Inject DataSource database;

    private TestPlugin plugin;
    private StorageCalls users;

    @BeforeEach
    void install() {
        plugin = TestPlugin.install("registrar", unique("email", List.of("city", "street")));
        users = new StorageCalls(plugin, "users");
    }

    @AfterEach
    void remove() {
        plugin.close();
    }

    @Test
    void refusesASecondDocumentWithTheSameValue() {
        users.put("ada", Map.of("email", "ada@example.org")).statusCode(204);

        users.put("eve", Map.of("email", "ada@example.org"))
                .statusCode(409)
                .body("type", equalTo(DUPLICATE))
                .body("index", contains("email"))
                .body("errors.field", contains("data.email"));
        users.get("eve").statusCode(404);
        users.put("ada", Map.of("email", "ada@example.org", "age", 36)).statusCode(204);
        users.delete("ada").statusCode(204);
        users.put("eve", Map.of("email", "ada@example.org")).statusCode(204);
    }

    @Test
    void comparesAllFieldsOfAUniqueIndex() {
        users.put("a", Map.of("city", "Bonn", "street", 1)).statusCode(204);
        users.put("b", Map.of("city", "Bonn", "street", 2)).statusCode(204);

        users.put("c", Map.of("city", "Bonn", "street", 1.0))
                .statusCode(409)
                .body("index", contains("city", "street"));
        users.put("d", Map.of("city", "Bonn", "street", "1")).statusCode(204);
    }

    @Test
    void letsAnyNumberOfDocumentsLackAValue() {
        for (var id : List.of("a", "b")) {
            users.put(id, Map.of("city", "Bonn")).statusCode(204);
            users.put(id + "2", Collections.singletonMap("email", null)).statusCode(204);
        }
    }

    @Test
    void storesNoneOfManyWhenOneIsADuplicate() {
        users.put("ada", Map.of("email", "ada@example.org"));

        users.post(
                        "put-many",
                        Map.of(
                                "items",
                                List.of(
                                        item("bob", "bob@example.org"),
                                        item("eve", "ada@example.org"))))
                .statusCode(409)
                .body("index", contains("email"));
        users.query(Map.of()).body("items.id", contains("ada"));
    }

    @Test
    void holdsWhileManyWriteAtOnce() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var writes =
                    IntStream.range(0, 40)
                            .mapToObj(i ->
                                    (Callable<Integer>)
                                            () ->
                                                    users.put("u" + i, Map.of("email", "e" + i % 4))
                                                            .extract()
                                                            .statusCode())
                            .toList();
            int stored = 0;
            for (var write : threads.invokeAll(writes)) {
                assertThat(write.get()).isIn(204, 409);
                stored += write.get() == 204 ? 1 : 0;
            }
            assertThat(stored).isEqualTo(4);
        }

        users.query(Map.of()).body("items", hasSize(4));
    }

    @Test
    void refusesAnUpgradeThatStoredDocumentsContradict() {
        users.put("a", Map.of("name", "Kim"));
        users.put("b", Map.of("name", "Kim"));

        plugin.upgrade(unique("name"))
                .statusCode(409)
                .body("type", equalTo(DUPLICATE))
                .body("detail", containsString("stored documents have the same name"));
        plugin.call().get(TestPlugin.API + "/self").then().body("version", equalTo("1.0.0"));
        users.query(Map.of("where", Map.of("email", "x"))).statusCode(200);

        users.delete("b");
        plugin.upgrade(unique("name")).statusCode(200);
        users.put("b", Map.of("name", "Kim")).statusCode(409);
    }

    @Test
    void freesValuesWhenAnUpgradeDropsAUniqueIndex() {
        users.put("a", Map.of("email", "x"));

        plugin.upgrade(StorageCalls.declaring("users", Map.of("indexes", List.of("email"))))
                .statusCode(200);

        users.put("b", Map.of("email", "x")).statusCode(204);
        users.query(Map.of("where", Map.of("email", "x"))).body("items", hasSize(2));
    }

    @Test
    void indexesWhatIsStoredAlready() {
        users.put("a", Map.of("name", "Kim"));
        users.query(Map.of("where", Map.of("name", "Kim"))).statusCode(400);

        plugin.upgrade(StorageCalls.declaring("users", Map.of("indexes", List.of("name"))))
                .statusCode(200);

        users.query(Map.of("where", Map.of("name", "Kim"))).body("items.id", contains("a"));
        users.query(Map.of("where", Map.of("email", "x"))).statusCode(400);
    }

    @Test
    void answersDeclaredQueriesFromTheirIndex() throws SQLException {
        plugin.upgrade(
                StorageCalls.declaring(
                        "users", Map.of("indexes", List.of(List.of("city", "age")))));
        for (int batch = 0; batch < 5; batch++) {
            int first = batch * 1000;
            users.post(
                    "put-many",
                    Map.of(
                            "items",
                            IntStream.range(first, first + 1000)
                                    .mapToObj(i ->
                                            Map.of(
                                                    "id",
                                                    "u" + i,
                                                    "data",
                                                    Map.of("city", "c" + i % 50, "age", i)))
                                    .toList()));
        }

        var city = new Field("city").key();
        var age = new Field("age").key();
        assertThat(plan("WHERE " + city + " = '3c7' ORDER BY " + age + ", created_at, id LIMIT 50"))
                .contains("Index Scan")
                .doesNotContain("Sort");
        assertThat(
                        plan(
                                "WHERE (%1$s, %2$s, created_at, id) > ('3c7', '2p', now(), 'u') ORDER BY %1$s, %2$s, created_at, id LIMIT 50"
                                        .formatted(city, age)))
                .contains("Index Scan")
                .doesNotContain("Sort");
        assertThat(plan("ORDER BY created_at, id LIMIT 50")).contains("Index Scan");
    }

    @Test
    void refusesIndexesOfTooManyFields() {
        var fields = IntStream.range(0, 9).mapToObj(i -> "f" + i).toList();

        plugin.upgrade(StorageCalls.declaring("users", Map.of("indexes", List.of(fields))))
                .statusCode(422)
                .body("type", equalTo("urn:hookline:problem:invalid-manifest"))
                .body("errors.field", contains("storage.users"));
    }

    private String plan(String rest) throws SQLException {
        var plan = new StringBuilder();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("ANALYZE " + table());
            try (var rows =
                    statement.executeQuery(
                            "EXPLAIN SELECT id, data FROM " + table() + " " + rest)) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
        }
        return plan.toString();
    }

    private static String table() {
        return new DocumentTable("registrar", "users", List.of()).name();
    }

    private static Map<String, Object> unique(Object... indexes) {
        return StorageCalls.declaring("users", Map.of("uniqueIndexes", List.of(indexes)));
    }

    private static Map<String, Object> item(String id, String email) {
        return Map.of("id", id, "data", Map.of("email", email));
    }
}
