package dev.hookline.gateway.kv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.hookline.gateway.pluginapi.SmallQuotas;
import dev.hookline.gateway.pluginapi.TestPlugin;
import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SmallQuotas.class)
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class KvQuotaQuarkusTest {

    private static final String KV = TestPlugin.API + "/kv";

    private TestPlugin plugin;

    @BeforeEach
    void install() {
        plugin = TestPlugin.install("hoarder");
    }

    @AfterEach
    void remove() {
        plugin.close();
    }

    @Test
    void saysWhenTheQuotaIsUsedUpAndGoesOnWhenThereIsRoomAgain() {
        for (int i = 0; i < 10; i++) {
            assertThat(put("k" + i)).isEqualTo(204);
        }

        plugin.call()
                .body("{\"value\":1}")
                .put(KV + "/one-more")
                .then()
                .statusCode(429)
                .body("type", equalTo("urn:hookline:problem:quota-exceeded"))
                .body("limit", equalTo(10))
                .body("used", equalTo(10));
        plugin.call().get(KV + "/one-more").then().statusCode(404);
        assertThat(put("k3")).as("overwriting").isEqualTo(204);
        plugin.call().delete(KV + "/k3").then().statusCode(204);
        assertThat(put("one-more")).isEqualTo(204);
        assertThat(put("two-more")).isEqualTo(429);
    }

    @Test
    void holdsWhileManyWriteAtOnce() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var writes =
                    IntStream.range(0, 60)
                            .mapToObj(i -> (Callable<Integer>) () -> put("k" + i % 30))
                            .toList();
            var answers =
                    threads.invokeAll(writes).stream().map(KvQuotaQuarkusTest::answer).toList();

            assertThat(answers).containsOnly(204, 429);
        }

        plugin.call().get(KV).then().body("items.size()", equalTo(10));
    }

    private int put(String key) {
        return plugin.call().body("{\"value\":1}").put(KV + "/" + key).statusCode();
    }

    private static int answer(Future<Integer> write) {
        try {
            return write.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
