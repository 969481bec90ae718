package dev.hookline.plugins.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.sdk.PluginEnvironment;
import dev.hookline.sdk.PluginServer;
import dev.hookline.sdk.testing.HookCaller;
import dev.hookline.sdk.testing.TestGateway;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DailyCleanupTest {

    private static final Instant NOW = Instant.parse("2026-11-21T02:00:00Z");
    private static final Instant OLDEST = NOW.minus(Duration.ofDays(30));

    private final TestGateway gateway = TestGateway.start();
    private final PluginServer plugin =
            DailyCleanup.plugin().start(PluginEnvironment.of(gateway.environment()));
    private final HookCaller caller = gateway.caller(plugin.url());

    @AfterEach
    void stop() {
        caller.close();
        plugin.close();
        gateway.close();
    }

    @Test
    void schedulesItsTaskWhenItIsActivated() {
        assertThat(caller.call("plugin:activate", Map.of()).status()).isEqualTo(204);

        assertThat(gateway.tasks().get("daily-cleanup"))
                .hasToString("{\"schedule\":\"0 2 * * *\"}");
    }

    @Test
    void remembersASaveOnceHoweverOftenItComes() {
        save("e-1", NOW);
        save("e-1", NOW);

        assertThat(gateway.documents("saves")).containsOnlyKeys("e-1");
        assertThat(gateway.documents("saves").get("e-1"))
                .hasToString(
                        "{\"timestamp\":1795226400000,\"collection\":\"posts\",\"id\":\"p1\"}");
    }

    @Test
    void forgetsWhatIsOlderThanThirtyDaysHoweverMuchItIs() {
        for (int i = 0; i < 2_500; i++) {
            var old = OLDEST.minusMillis(1).toEpochMilli();
            var save = new DailyCleanup.Save(old, "posts", "p");
            gateway.documents("saves").put("old-" + i, new ObjectMapper().valueToTree(save));
        }
        save("thirty-days", OLDEST);
        save("new", NOW);

        caller.call("cron", Map.of("name", "daily-cleanup", "scheduledAt", NOW.toString()));

        assertThat(gateway.documents("saves")).containsOnlyKeys("thirty-days", "new");
    }

    private void save(String eventId, Instant at) {
        var content = Map.of("id", "p1", "updatedAt", at.toString());
        var event = Map.of("content", content, "collection", "posts", "isNew", true);
        assertThat(caller.call("content:afterSave", event, eventId).status()).isEqualTo(204);
    }
}
