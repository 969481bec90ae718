package dev.hookline.gateway.fetch;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.hookline.gateway.pluginapi.TestPlugin;
import dev.hookline.testsupport.HooklineInfrastructure;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** As it is delivered: private addresses are closed. */
@QuarkusTest
@WithTestResource(
        value = HooklineInfrastructure.class,
        initArgs = @ResourceArg(name = "database", value = "gateway"))
class FetchQuarkusTest {

    private static final String FETCH = TestPlugin.API + "/http/fetch";

    @Test
    void thisMachineIsClosedEvenToUnrestrictedPlugins() {
        try (var site = new Site("127.0.0.1");
                var plugin =
                        TestPlugin.install(
                                "curious",
                                Map.of("capabilities", List.of("network:request:unrestricted")))) {
            plugin.call()
                    .body(Map.of("url", site.url("/")))
                    .post(FETCH)
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("type", equalTo("urn:hookline:problem:fetch-refused"))
                    .body(
                            "detail",
                            containsString("Plugin \"curious\": blocked fetch to \"127.0.0.1\""));
            org.assertj.core.api.Assertions.assertThat(site.requests()).isEmpty();
        }
    }

    @Test
    void hostsOutsideTheManifestAreClosed() {
        try (var plugin =
                TestPlugin.install(
                        "modest",
                        Map.of(
                                "capabilities",
                                List.of("network:request"),
                                "allowedHosts",
                                List.of("api.example.com")))) {
            plugin.call()
                    .body(Map.of("url", "http://evil.example.net/"))
                    .post(FETCH)
                    .then()
                    .statusCode(403)
                    .body(
                            "detail",
                            equalTo(
                                    "Plugin \"modest\" is not allowed to fetch from host"
                                        + " \"evil.example.net\". Allowed hosts: api.example.com"));
            plugin.call().body("{}").post(FETCH).then().statusCode(422);
            plugin.call().body("{\"url\": 1, \"uri\": 2}").post(FETCH).then().statusCode(400);
        }
    }

    @Test
    void fetchingNeedsATokenAndTheCapability() {
        RestAssured.given()
                .contentType("application/json")
                .body("{}")
                .post(FETCH)
                .then()
                .statusCode(401);
        try (var plugin = TestPlugin.install("plain")) {
            plugin.call()
                    .body("{}")
                    .post(FETCH)
                    .then()
                    .statusCode(403)
                    .body("type", equalTo("urn:hookline:problem:forbidden"));
        }
    }
}
