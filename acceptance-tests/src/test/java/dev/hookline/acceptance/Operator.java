package dev.hookline.acceptance;

import static io.restassured.RestAssured.given;

import dev.hookline.testsupport.PluginFixture;
import dev.hookline.testsupport.TestTokens;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/** An operator at the gateway's API, who removes at the end what they have installed. */
final class Operator implements AutoCloseable {

    private final URI gateway;
    private final List<String> installed = new ArrayList<>();

    Operator(URI gateway) {
        this.gateway = gateway;
    }

    /** Installs and activates a plugin, and gives its token for the plugin API. */
    String install(PluginFixture plugin) {
        String token =
                request()
                        .body(plugin.manifest())
                        .post("/api/v1/plugins")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("token");
        installed.add(plugin.id());
        return token;
    }

    /** Schedules a task as the plugin whose token it is. */
    void schedule(String token, String task, String schedule) {
        given().baseUri(gateway.toString())
                .contentType("application/json")
                .auth()
                .oauth2(token)
                .body(Map.of("schedule", schedule))
                .put("/plugin-api/v1/cron/" + task)
                .then()
                .statusCode(200);
    }

    /** What is kept of a plugin's deliveries: those waiting, or dead. */
    List<Map<String, Object>> kept(String pluginId, String status) {
        return request()
                .get("/api/v1/plugins/" + pluginId + "/deliveries?status=" + status)
                .then()
                .statusCode(200)
                .extract()
                .path("items");
    }

    /** How many deliveries a replica has made to a plugin, by its own metrics. */
    static int delivered(URI replica, String pluginId) {
        var pattern =
                Pattern.compile(
                        "(?m)^hookline_deliveries_seconds_count\\{(?=[^}]*plugin=\"%s\")[^}]*\\} (\\S+)"
                                .formatted(Pattern.quote(pluginId)));
        var metrics =
                given().baseUri(replica.toString()).get("/q/metrics").then().extract().asString();
        return pattern.matcher(metrics)
                .results()
                .mapToInt(found -> (int) Double.parseDouble(found.group(1)))
                .sum();
    }

    /** How many events wait for a plugin in the database, by a replica's metrics. */
    static int waiting(URI replica, String pluginId) {
        var pattern =
                Pattern.compile(
                        "(?m)^hookline_delivery_waiting\\{plugin=\"%s\"\\} (\\S+)"
                                .formatted(Pattern.quote(pluginId)));
        var metrics =
                given().baseUri(replica.toString()).get("/q/metrics").then().extract().asString();
        return pattern.matcher(metrics)
                .results()
                .mapToInt(found -> (int) Double.parseDouble(found.group(1)))
                .sum();
    }

    /** Installs what serves its manifest there; the whole answer, which holds the credentials. */
    String installWithoutActivating(URI plugin, String pluginId) {
        return installWithoutActivating(plugin, pluginId, false);
    }

    /** The same, with the operator's word on whether the plugin is trusted. */
    String installWithoutActivating(URI plugin, String pluginId, boolean trusted) {
        var answer =
                request()
                        .body(Map.of("url", plugin.toString()))
                        .queryParam("activate", false)
                        .queryParam("trusted", trusted)
                        .post("/api/v1/plugins")
                        .then()
                        .statusCode(201)
                        .extract()
                        .asString();
        installed.add(pluginId);
        return answer;
    }

    /** Chooses the provider of an exclusive hook. */
    void select(String hook, String pluginId) {
        choose(hook, "{\"pluginId\": \"" + pluginId + "\"}");
    }

    /** Leaves an exclusive hook to nobody. */
    void deselect(String hook) {
        choose(hook, "{\"pluginId\": null}");
    }

    private void choose(String hook, String selection) {
        request().body(selection).put("/api/v1/hooks/" + hook + "/provider").then().statusCode(200);
    }

    /** The newest lines of a plugin's log. */
    ValidatableResponse log(String pluginId) {
        return request().get("/api/v1/plugins/" + pluginId + "/log").then().statusCode(200);
    }

    /** The scheduled tasks of all plugins. */
    ValidatableResponse tasks() {
        return request().get("/api/v1/cron").then().statusCode(200);
    }

    ValidatableResponse show(String pluginId) {
        return request().get("/api/v1/plugins/" + pluginId).then();
    }

    void deactivate(String pluginId) {
        request().post("/api/v1/plugins/" + pluginId + "/deactivate").then().statusCode(200);
    }

    void activate(String pluginId) {
        request().post("/api/v1/plugins/" + pluginId + "/activate").then().statusCode(200);
    }

    /** Takes everything away that this operator has installed. */
    @Override
    public void close() {
        installed.forEach(id -> request().delete("/api/v1/plugins/" + id).then().statusCode(204));
        installed.clear();
    }

    private RequestSpecification request() {
        return given().baseUri(gateway.toString())
                .contentType("application/json")
                .auth()
                .oauth2(TestTokens.admin());
    }

    /**
     * The directory reaches the services over the bus, some milliseconds after the gateway's
     * answer.
     */
    static void awaitEffect(ThrowingRunnable probe) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(probe);
    }

    static Map<String, Object> options(Object... pairs) {
        var options = new LinkedHashMap<String, Object>();
        for (int i = 0; i < pairs.length; i += 2) {
            options.put((String) pairs[i], pairs[i + 1]);
        }
        return options;
    }
}
