package dev.hookline.plugins.ban;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.sdk.HookActor;
import dev.hookline.sdk.PluginEnvironment;
import dev.hookline.sdk.PluginServer;
import dev.hookline.sdk.testing.HookAnswer;
import dev.hookline.sdk.testing.HookCaller;
import dev.hookline.sdk.testing.TestGateway;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BanUserTest {

    private static final HookActor PLUGIN = new HookActor("plugin:ban-user", null, List.of());
    private static final HookActor ADA = new HookActor("ada", "Ada", List.of("admin"));
    private static final HookActor EVE = new HookActor("eve@example.org", "Eve", List.of("editor"));

    private final TestGateway gateway = TestGateway.start();
    private final PluginServer plugin =
            BanUser.plugin().start(PluginEnvironment.of(gateway.environment()));
    private final HookCaller caller = gateway.caller(plugin.url()).as(EVE);

    @AfterEach
    void stop() {
        caller.close();
        plugin.close();
        gateway.close();
    }

    @Test
    void tracksABanOfWhoPostsSpamAndOfNobodyElse() {
        caller.call("content:afterSave", saved("Best Online Casino"));
        caller.call("content:afterSave", saved("A walk in the woods"));
        caller.as(null).call("content:afterSave", saved("free money"));

        var tracked = gateway.posted("events");
        assertThat(tracked).hasSize(1);
        assertThat(tracked.getFirst().path("name").asText()).isEqualTo("ban-user");
        assertThat(tracked.getFirst().at("/properties/user/id").asText()).isEqualTo(EVE.id());
    }

    @Test
    void refusesEverySaveOfABannedUserUntilTheBanEnds() {
        assertThat(save().status()).isEqualTo(204);

        caller.as(PLUGIN).call("track_event", banned());

        assertThat(save().isRejection()).isTrue();
        assertThat(save().reason()).isEqualTo("You are banned for a day");
        var unban = gateway.tasks().get("unban:e-1");
        assertThat(unban.path("schedule").asText()).isEqualTo("2026-11-22T10:00:00Z");

        caller.call("cron", Map.of("name", "unban:e-1", "data", unban.path("data")));

        assertThat(save().status()).isEqualTo(204);
    }

    @Test
    void takesBansFromItselfAndAdministratorsAlone() {
        caller.as(EVE).call("track_event", banned());
        caller.as(null).call("track_event", banned());
        assertThat(gateway.kv()).isEmpty();

        caller.as(ADA).call("track_event", banned());
        assertThat(gateway.kv()).containsOnlyKeys("banned:" + EVE.id());
    }

    private HookAnswer save() {
        return caller.as(EVE)
                .call(
                        "content:beforeSave",
                        Map.of(
                                "content",
                                Map.of("title", "x"),
                                "collection",
                                "posts",
                                "isNew",
                                true));
    }

    private static Map<String, Object> saved(String title) {
        return Map.of(
                "content",
                Map.of("id", "e1", "data", Map.of("title", title)),
                "collection",
                "posts",
                "isNew",
                true);
    }

    private static Map<String, Object> banned() {
        return Map.of(
                "id", "e-1",
                "name", "ban-user",
                "created", "2026-11-21T10:00:00Z",
                "properties", Map.of("user", Map.of("id", EVE.id())));
    }
}
