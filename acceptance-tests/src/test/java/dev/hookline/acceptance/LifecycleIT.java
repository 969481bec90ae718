package dev.hookline.acceptance;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import dev.hookline.testsupport.TestTokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The gateway is killed while it waits for a plugin's lifecycle hook. */
class LifecycleIT {

    private static final String ID = "halfway";
    private static final String PLUGINS = "/api/v1/plugins";
    private static final Map<String, ?> OPTIONS = Map.of("timeout", 1000);

    private final Platform platform = Platform.shared();
    private final PluginFixture plugin = PluginFixture.start(ID);

    @AfterEach
    void tidyUp() {
        request().delete(PLUGINS + "/" + ID + "?deleteData=true");
        plugin.close();
    }

    @Test
    void aGatewayKilledWhileInstallingLeavesNothingOfThePlugin() {
        plugin.hook("plugin:install", OPTIONS, PluginBehaviour.hang());

        killDuring("plugin:install", () -> request().body(plugin.manifest()).post(PLUGINS));

        awaitEffect(() -> show().then().statusCode(404));
        transitions().then().body("items.outcome", hasItem("abandoned"));
        plugin.answer("plugin:install", PluginBehaviour.keep());
        request().body(plugin.manifest()).post(PLUGINS).then().statusCode(201);
    }

    @Test
    void aGatewayKilledWhileActivatingLeavesThePluginInItsFormerState() {
        plugin.hook("plugin:activate", OPTIONS, PluginBehaviour.hang());
        request().body(plugin.manifest()).post(PLUGINS + "?activate=false").then().statusCode(201);

        killDuring("plugin:activate", () -> request().post(PLUGINS + "/" + ID + "/activate"));

        awaitEffect(() ->
                show().then()
                        .statusCode(200)
                        .body("status", equalTo("installed"))
                        .body("transition", nullValue())
                        .body("lastFailure.transition", equalTo("activate")));
        plugin.answer("plugin:activate", PluginBehaviour.keep());
        request().post(PLUGINS + "/" + ID + "/activate").then().statusCode(200);
    }

    @Test
    void aGatewayKilledWhileUninstallingCanBeAskedAgain() {
        plugin.hook("plugin:uninstall", OPTIONS, PluginBehaviour.hang());
        request().body(plugin.manifest()).post(PLUGINS).then().statusCode(201);

        killDuring("plugin:uninstall", () -> request().delete(PLUGINS + "/" + ID));

        awaitEffect(() ->
                show().then().body("status", equalTo("inactive")).body("transition", nullValue()));
        plugin.answer("plugin:uninstall", PluginBehaviour.keep());
        request().delete(PLUGINS + "/" + ID).then().statusCode(204);
        show().then().statusCode(404);
    }

    private void killDuring(String hook, Supplier<Response> operation) {
        var unanswered = CompletableFuture.supplyAsync(operation);
        plugin.awaitCalls(hook, 1);
        platform.gateway.kill();
        // Nobody cares for the answer of a gateway that is dead.
        unanswered.exceptionally(failure -> null).join();
        platform.gateway.restart();
    }

    private static void awaitEffect(Runnable probe) {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(probe::run);
    }

    private Response show() {
        return request().get(PLUGINS + "/" + ID);
    }

    private Response transitions() {
        return request().get(PLUGINS + "/" + ID + "/transitions");
    }

    private RequestSpecification request() {
        return given().baseUri(platform.gateway.url().toString())
                .contentType("application/json")
                .auth()
                .oauth2(TestTokens.admin());
    }
}
