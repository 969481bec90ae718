package dev.hookline.gateway.tracking;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import dev.hookline.testsupport.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a plugin that publishes to the plugins that listen. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class TrackedEventDeliveryQuarkusTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private final PluginFixture moderation =
            PluginFixture.start("moderation")
                    .manifest(
                            "events",
                            List.of(Map.of("name", "ban-user"), Map.of("name", "unban-user")))
                    .hook("track_event", PluginBehaviour.keep());
    private final PluginFixture analytics =
            PluginFixture.start("analytics")
                    .hook(
                            "track_event",
                            Map.of("match", Map.of("name", List.of("ban-user"))),
                            PluginBehaviour.keep());

    @AfterEach
    void removePlugins() {
        List<String> ids = admin().get("/api/v1/plugins").then().extract().path("items.id");
        ids.forEach(id -> admin().delete("/api/v1/plugins/" + id).then().statusCode(204));
        moderation.close();
        analytics.close();
    }

    @Test
    void anEventReachesItsPublisherAndWhoeverMatchesItsName() {
        var token = install(moderation);
        install(analytics);

        var unban = publish(token, "unban-user", Map.of());
        var ban = publish(token, "ban-user", Map.of("user", Map.of("id", 1)));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(eventIds(moderation)).containsExactly(unban, ban));
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(eventIds(analytics)).containsExactly(ban));
        var delivered = analytics.calls("track_event").getFirst();
        assertThat(delivered.header("webhook-id")).contains(ban);
        assertThat(delivered.event().at("/properties/user/id").asInt()).isEqualTo(1);
        assertThat(delivered.event().at("/actor/id").asText()).isEqualTo("plugin:moderation");
        assertThat(delivered.context().at("/actor/id").asText()).isEqualTo("plugin:moderation");
    }

    private static List<String> eventIds(PluginFixture plugin) {
        return plugin.calls("track_event").stream()
                .map(call -> call.event().path("id").asText())
                .toList();
    }

    private static String publish(String token, String name, Map<String, ?> properties) {
        return given().auth()
                .oauth2(token)
                .contentType(ContentType.JSON)
                .body(Map.of("name", name, "properties", properties))
                .post("/plugin-api/v1/events")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static String install(PluginFixture plugin) {
        return given(admin())
                .contentType(ContentType.JSON)
                .body(plugin.manifest())
                .post("/api/v1/plugins")
                .then()
                .statusCode(201)
                .extract()
                .path("token");
    }

    private static RequestSpecification admin() {
        return given().auth().oauth2(TestTokens.admin());
    }
}
