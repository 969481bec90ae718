package dev.hookline.gateway.pluginapi;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.hookline.gateway.registry.GatewayApi;
import dev.hookline.testsupport.HooklineInfrastructure;
import dev.hookline.testsupport.TestTokens;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class PluginAuthenticationQuarkusTest {

    private static final String SELF = TestPlugin.API + "/self";
    private static final String UNAUTHENTICATED = "urn:hookline:problem:unauthenticated";

    @Inject DataSource database;

    private TestPlugin plugin;

    @BeforeEach
    void install() {
        plugin =
                TestPlugin.install(
                        "caller",
                        Map.of("capabilities", List.of("write:content"), "name", "The caller"));
    }

    @AfterEach
    void remove() {
        plugin.close();
    }

    @Test
    void aPluginThatIsNotActivatedYetOnlyUsesWhatItKeepsForItself() {
        String token =
                GatewayApi.installOnly(
                                Map.of(
                                        "id", "waiting",
                                        "version", "1.0.0",
                                        "endpoint", "http://127.0.0.1:1",
                                        "capabilities", List.of("content:read"),
                                        "events", List.of(Map.of("name", "waited"))))
                        .statusCode(201)
                        .extract()
                        .path("token");
        try {
            as(token).body("{\"value\": 1}").put(TestPlugin.API + "/kv/a").then().statusCode(204);
            as(token)
                    .get(TestPlugin.API + "/content/posts")
                    .then()
                    .statusCode(403)
                    .body("detail", containsString("has not been activated"));
            as(token)
                    .body("{\"name\": \"waited\", \"properties\": {}}")
                    .post(TestPlugin.API + "/events")
                    .then()
                    .statusCode(403);

            GatewayApi.activate("waiting").statusCode(200);
            as(token)
                    .body("{\"name\": \"waited\", \"properties\": {}}")
                    .post(TestPlugin.API + "/events")
                    .then()
                    .statusCode(202);
        } finally {
            GatewayApi.remove("waiting", true).statusCode(204);
        }
    }

    private static RequestSpecification as(String token) {
        return given().contentType("application/json").auth().oauth2(token);
    }

    @Test
    void tellsAPluginWhoItIsAndWhatItMayKeep() {
        plugin.call()
                .get(SELF)
                .then()
                .statusCode(200)
                .body("id", equalTo("caller"))
                .body("version", equalTo("1.0.0"))
                .body("name", equalTo("The caller"))
                .body("capabilities", contains("content:read", "content:write"))
                .body("site.name", equalTo("Hookline"))
                .body("site.url", startsWith("http"))
                .body("site.locale", equalTo("en"))
                .body("limits.kvKeys", equalTo(10_000))
                .body("limits.kvValueSize", equalTo(64 * 1024))
                .body("limits.storageDocuments", equalTo(100_000));
    }

    @Test
    void takesTheSchemeInAnyCase() {
        withHeader("bEARER " + plugin.token()).get(SELF).then().statusCode(200);
    }

    @Test
    void refusesWhateverIsNoTokenOfAPlugin() {
        isRefused(given());
        isRefused(withHeader(""));
        isRefused(withHeader("Bearer"));
        isRefused(withHeader("Bearer "));
        isRefused(withHeader("Bearer " + "x".repeat(10_000)));
        isRefused(withHeader("Bearer hookline_unknown"));
        isRefused(withHeader("Bearer " + plugin.token() + "x"));
        isRefused(withHeader("Basic " + plugin.token()));
        isRefused(withHeader(plugin.token()));
    }

    @Test
    void refusesAnOperatorsAccessToken() {
        isRefused(withHeader("Bearer " + TestTokens.admin()));
    }

    @Test
    void isNoAccessTokenForOperators() {
        given().auth()
                .oauth2(plugin.token())
                .get("/api/v1/plugins")
                .then()
                .statusCode(401)
                .body("type", equalTo(UNAUTHENTICATED));
    }

    @Test
    void refusesAnExpiredToken() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.executeUpdate(
                    "UPDATE plugin_token SET expires_at = now() - interval '1 second' WHERE"
                            + " plugin_id = 'caller'");
        }

        isRefused(plugin.call());
    }

    @Test
    void refusesAPluginThatIsSwitchedOffUntilItIsSwitchedOnAgain() {
        TestPlugin.operator().post("/api/v1/plugins/caller/deactivate").then().statusCode(200);
        plugin.call()
                .get(SELF)
                .then()
                .statusCode(403)
                .body("type", equalTo("urn:hookline:problem:forbidden"));

        TestPlugin.operator().post("/api/v1/plugins/caller/activate").then().statusCode(200);
        plugin.call().get(SELF).then().statusCode(200);
    }

    @Test
    void forgetsTheTokenOfARemovedPluginAlsoWhenItComesBack() {
        plugin.remove(false);
        isRefused(plugin.call());

        var formerToken = plugin.token();
        plugin.installAgain(Map.of());

        isRefused(withHeader("Bearer " + formerToken));
        plugin.call().get(SELF).then().statusCode(200);
    }

    @Test
    void seesANewManifestAtOnce() {
        plugin.upgrade(Map.of("version", "2.0.0")).statusCode(200);

        plugin.call().get(SELF).then().body("version", equalTo("2.0.0"));
    }

    private static void isRefused(RequestSpecification request) {
        request.get(SELF)
                .then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"))
                .body("type", equalTo(UNAUTHENTICATED));
    }

    private static RequestSpecification withHeader(String authorization) {
        return given().header("Authorization", authorization);
    }
}
