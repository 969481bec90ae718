package dev.hookline.gateway.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hookline.gateway.pluginapi.SmallQuotas;
import dev.hookline.gateway.pluginapi.TestPlugin;
import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SmallQuotas.class)
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class StorageQuotaQuarkusTest {

    private TestPlugin plugin;
    private StorageCalls first;
    private StorageCalls second;

    @BeforeEach
    void install() {
        plugin =
                TestPlugin.install(
                        "collector",
                        Map.of("storage", Map.of("first", Map.of(), "second", Map.of())));
        first = new StorageCalls(plugin, "first");
        second = new StorageCalls(plugin, "second");
    }

    @AfterEach
    void remove() {
        plugin.close();
    }

    @Test
    void boundsTheBytesOfAPlugin() {
        Awaitility.await("a full storage")
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> {
                    for (int i = 0; i < 10; i++) {
                        first.put("large-" + i, Map.of("text", incompressible()));
                    }
                    first.put("large-0", Map.of("text", incompressible()))
                            .statusCode(429)
                            .body("limit", equalTo(256 * 1024));
                });
        for (int i = 0; i < 10; i++) {
            first.delete("large-" + i);
        }

        first.put("small", Map.of()).statusCode(204);
    }

    private static String incompressible() {
        var text = new StringBuilder();
        var random = new SplittableRandom();
        while (text.length() < 50_000) {
            text.append(Long.toString(random.nextLong(), 36));
        }
        return text.toString();
    }

    @Test
    void countsAllCollectionsOfAPluginTogether() {
        putMany(first, 0, 15).statusCode(204);

        putMany(second, 0, 6)
                .statusCode(429)
                .body("type", equalTo("urn:hookline:problem:quota-exceeded"))
                .body("limit", equalTo(20))
                .body("used", equalTo(15));
        second.post("count", Map.of()).body("count", equalTo(0));
        putMany(second, 0, 5).statusCode(204);
        second.put("one-more", Map.of()).statusCode(429);
        putMany(first, 0, 15).statusCode(204);
        first.post("delete-many", Map.of("ids", List.of("d0", "d1"))).body("deleted", equalTo(2));
        putMany(second, 5, 7).statusCode(204);
        second.put("one-more", Map.of()).statusCode(429);
    }

    @Test
    void holdsWhileManyWriteAndDeleteAtOnce() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var writes =
                    IntStream.range(0, 48)
                            .mapToObj(i -> (Callable<Integer>) () -> write(i))
                            .toList();
            for (var write : threads.invokeAll(writes)) {
                assertThat(write.get()).isIn(200, 204, 429);
            }
        }

        int stored = first.post("count", Map.of()).extract().path("count");
        assertThat(stored).isLessThanOrEqualTo(20);
        putMany(second, 0, 20 - stored).statusCode(204);
        second.put("one-more", Map.of()).statusCode(429);
    }

    private int write(int i) {
        int from = i * 5 % 30;
        return i % 4 == 3
                ? first.post("delete-many", Map.of("ids", ids(from, from + 7)))
                        .extract()
                        .statusCode()
                : putMany(first, from, from + 7).extract().statusCode();
    }

    private static ValidatableResponse putMany(StorageCalls collection, int from, int to) {
        var items = ids(from, to).stream().map(id -> Map.of("id", id, "data", Map.of())).toList();
        return collection.post("put-many", Map.of("items", items));
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "d" + i).toList();
    }
}
