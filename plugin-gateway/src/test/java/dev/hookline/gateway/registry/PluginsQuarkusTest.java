package dev.hookline.gateway.registry;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.PluginBehaviour;
import dev.hookline.testsupport.PluginFixture;
import dev.hookline.testsupport.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class PluginsQuarkusTest {

    @Inject DataSource database;

    private final PluginFixture plugin =
            PluginFixture.start("policy").hook("content:beforeSave", PluginBehaviour.keep());

    @AfterEach
    void removePlugins() {
        List<String> ids = admin().get("/api/v1/plugins").then().extract().path("items.id");
        ids.forEach(id -> admin().delete("/api/v1/plugins/" + id).then().statusCode(204));
        plugin.close();
    }

    @Test
    void installsAndActivatesAManifest() {
        install(plugin.manifest())
                .statusCode(201)
                .header("Location", startsWith("http"))
                .body("plugin.id", equalTo("policy"))
                .body("plugin.status", equalTo("active"))
                .body("plugin.hooks[0].position", equalTo(1))
                .body("token", startsWith("hookline_"))
                .body("signingSecret", startsWith("whsec_"));
    }

    @Test
    void readsTheManifestOfARunningPlugin() {
        install(Map.of("url", plugin.url().toString()))
                .statusCode(201)
                .body("plugin.name", equalTo("policy"));
    }

    @Test
    void onlyInstallsWhenToldSo() {
        given(admin())
                .body(plugin.manifest())
                .post("/api/v1/plugins?activate=false")
                .then()
                .statusCode(201)
                .body("plugin.status", equalTo("installed"))
                .body("plugin.hooks[0].position", nullValue());
    }

    @Test
    void showsSecretsOnlyAtInstallation() {
        var signingSecret = install(plugin.manifest()).extract().<String>path("signingSecret");

        var shown =
                admin().get("/api/v1/plugins/policy").then().statusCode(200).extract().asString();

        assertThat(shown)
                .doesNotContain("whsec_")
                .doesNotContain("hookline_")
                .doesNotContain(signingSecret);
    }

    @Test
    void storesNoSecretInTheClear() throws Exception {
        var installed = install(plugin.manifest());
        String token = installed.extract().path("token");
        String secret = installed.extract().path("signingSecret");

        try (var connection = database.getConnection();
                var rows =
                        connection
                                .createStatement()
                                .executeQuery(
                                        "SELECT ciphertext FROM plugin_signing_secret UNION ALL"
                                                + " SELECT hash FROM plugin_token")) {
            while (rows.next()) {
                assertThat(new String(rows.getBytes(1), StandardCharsets.ISO_8859_1))
                        .doesNotContain(secret.substring(6))
                        .doesNotContain(token);
            }
        }
    }

    @Test
    void refusesASecondInstallation() {
        install(plugin.manifest()).statusCode(201);

        install(plugin.manifest())
                .statusCode(409)
                .body("type", equalTo("urn:hookline:problem:duplicate"));
    }

    @Test
    void refusesABadManifestWithEveryFaultAndKeepsNothing() {
        install(
                        Map.of(
                                "id",
                                "Bad Id",
                                "version",
                                "1",
                                "endpoint",
                                "http://localhost:1",
                                "hooks",
                                Map.of("nope", Map.of())))
                .statusCode(422)
                .contentType("application/problem+json")
                .body("type", equalTo("urn:hookline:problem:invalid-manifest"))
                .body("errors.field", contains("id", "version", "hooks[\"nope\"]"));

        admin().get("/api/v1/plugins").then().body("items", hasSize(0));
    }

    @Test
    void saysWhenAPluginCannotBeRead() {
        plugin.close();

        install(Map.of("url", plugin.url().toString()))
                .statusCode(502)
                .body("type", equalTo("urn:hookline:problem:plugin-unreachable"));
    }

    @Test
    void showsASkippedHookWithItsReason() {
        plugin.hook("email:beforeSend", PluginBehaviour.keep());

        install(plugin.manifest())
                .body(
                        "plugin.hooks.find { it.hook == 'email:beforeSend' }.skipped",
                        equalTo("needs the capability hooks.email-events:register"));
        admin().get("/api/v1/hooks/email:beforeSend").then().body("pipeline", hasSize(0));
    }

    @Test
    void leavesThePipelineWhenDeactivatedAndComesBack() {
        install(plugin.manifest());

        admin().post("/api/v1/plugins/policy/deactivate")
                .then()
                .statusCode(200)
                .body("status", equalTo("inactive"));
        admin().get("/api/v1/hooks/content:beforeSave").then().body("pipeline", hasSize(0));

        admin().post("/api/v1/plugins/policy/activate")
                .then()
                .statusCode(200)
                .body("status", equalTo("active"));
        admin().get("/api/v1/hooks/content:beforeSave")
                .then()
                .body("pipeline.pluginId", contains("policy"));
    }

    @Test
    void takesANewManifestAndKeepsItsState() {
        install(plugin.manifest());
        plugin.manifest("version", "2.0.0").hook("content:afterSave", PluginBehaviour.keep());

        given(admin())
                .body(plugin.manifest())
                .put("/api/v1/plugins/policy")
                .then()
                .statusCode(200)
                .body("version", equalTo("2.0.0"))
                .body("status", equalTo("active"))
                .body("hooks.hook", hasItem("content:afterSave"));
    }

    @Test
    void anUpgradeByAddressThatAsksForMoreMustBeConfirmed() {
        var address = Map.of("url", plugin.url().toString());
        install(address).statusCode(201);
        plugin.manifest("version", "1.1.0");
        GatewayApi.upgrade(plugin.id(), address).statusCode(200);
        plugin.manifest("version", "1.2.0")
                .manifest("capabilities", List.of("content:read"))
                .manifest("allowedHosts", List.of("api.example.com"));

        String accept =
                GatewayApi.upgrade(plugin.id(), address)
                        .statusCode(409)
                        .body("type", equalTo("urn:hookline:problem:confirmation-needed"))
                        .body("capabilities", equalTo(List.of("content:read")))
                        .body("allowedHosts", equalTo(List.of("api.example.com")))
                        .extract()
                        .path("accept");
        GatewayApi.show(plugin.id()).body("version", equalTo("1.1.0"));
        plugin.manifest("capabilities", List.of("content:read", "media:read"));
        GatewayApi.upgrade(plugin.id(), accepting(address, accept)).statusCode(409);
        plugin.manifest("capabilities", List.of("content:read"));
        GatewayApi.upgrade(plugin.id(), accepting(address, accept))
                .statusCode(200)
                .body("version", equalTo("1.2.0"));
    }

    private static Map<String, String> accepting(Map<String, String> address, String accept) {
        return Map.of("url", address.get("url"), "accept", accept);
    }

    @Test
    void refusesTheManifestOfAnotherPluginAsAnUpgrade() {
        install(plugin.manifest());
        plugin.manifest("id", "other");

        given(admin()).body(plugin.manifest()).put("/api/v1/plugins/policy").then().statusCode(409);
    }

    @Test
    void listsTheCatalogue() {
        admin().get("/api/v1/hooks").then().statusCode(200).body("items.name", hasItem("top_row"));
        admin().get("/api/v1/hooks/nope").then().statusCode(404);
    }

    @Test
    void pagesThroughPlugins() {
        for (int i = 1; i <= 3; i++) {
            install(plugin.manifest("id", "p" + i).manifest()).statusCode(201);
        }

        String cursor =
                admin().get("/api/v1/plugins?limit=2")
                        .then()
                        .body("items.id", contains("p1", "p2"))
                        .extract()
                        .path("nextCursor");
        admin().get("/api/v1/plugins?limit=2&cursor=" + cursor)
                .then()
                .body("items.id", contains("p3"))
                .body("nextCursor", nullValue());
        admin().get("/api/v1/plugins?cursor=nonsense")
                .then()
                .statusCode(400)
                .body("type", equalTo("urn:hookline:problem:invalid-cursor"));
    }

    @Test
    void isForAdministratorsOnly() {
        given().get("/api/v1/plugins")
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
        as(TestTokens.editor())
                .get("/api/v1/plugins")
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:hookline:problem:forbidden"));
        as(TestTokens.expired())
                .get("/api/v1/plugins")
                .then()
                .statusCode(401)
                .body("type", notNullValue());
        as(TestTokens.wronglySigned())
                .get("/api/v1/plugins")
                .then()
                .statusCode(401)
                .body("type", notNullValue());
    }

    @Test
    void answersUnknownPluginsWith404() {
        admin().get("/api/v1/plugins/absent")
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
        admin().post("/api/v1/plugins/absent/activate").then().statusCode(404);
        admin().delete("/api/v1/plugins/absent").then().statusCode(404);
    }

    @Test
    void refusesUnreadableBodies() {
        given(admin())
                .body("{\"id\": ")
                .post("/api/v1/plugins")
                .then()
                .statusCode(400)
                .contentType("application/problem+json");
        given(admin())
                .body("x".repeat(1024 * 1024 + 1))
                .post("/api/v1/plugins")
                .then()
                .statusCode(413)
                .contentType("application/problem+json");
    }

    @Test
    void refusesATooLargeBodySentInChunks() throws Exception {
        var body = "{\"id\": \"" + "x".repeat(1024 * 1024) + "\"}";
        var request =
                HttpRequest.newBuilder(
                                URI.create(
                                        RestAssured.baseURI
                                                + ":"
                                                + RestAssured.port
                                                + "/api/v1/plugins"))
                        .header("Authorization", "Bearer " + TestTokens.admin())
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofInputStream(() ->
                                        new ByteArrayInputStream(
                                                body.getBytes(StandardCharsets.UTF_8))))
                        .build();
        try (var client = HttpClient.newHttpClient()) {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("urn:hookline:problem:too-large");
        }
    }

    private static RequestSpecification admin() {
        return as(TestTokens.admin());
    }

    private static RequestSpecification as(String token) {
        return given().contentType("application/json").auth().oauth2(token);
    }

    private static ValidatableResponse install(Map<String, ?> manifest) {
        return given(admin()).body(manifest).post("/api/v1/plugins").then();
    }
}
