package dev.hookline.gateway.pluginapi;

import static io.restassured.RestAssured.given;

import dev.hookline.testsupport.TestTokens;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;

/** An installed and active plugin that calls the plugin API; closing removes it with its data. */
public final class TestPlugin implements AutoCloseable {

    public static final String API = "/plugin-api/v1";

    private final String id;
    private String token;

    private TestPlugin(String id, String token) {
        this.id = id;
        this.token = token;
    }

    public static TestPlugin install(String id) {
        return install(id, Map.of());
    }

    /** Installs a plugin whose manifest has these members beside the required ones. */
    public static TestPlugin install(String id, Map<String, ?> members) {
        var plugin = new TestPlugin(id, "");
        plugin.installAgain(members);
        return plugin;
    }

    public String id() {
        return id;
    }

    public String token() {
        return token;
    }

    public void installAgain(Map<String, ?> members) {
        token =
                given(operator())
                        .body(manifest(members))
                        .post("/api/v1/plugins")
                        .then()
                        .statusCode(201)
                        .extract()
                        .path("token");
    }

    public ValidatableResponse upgrade(Map<String, ?> members) {
        return given(operator()).body(manifest(members)).put("/api/v1/plugins/" + id).then();
    }

    public void remove(boolean deleteData) {
        operator()
                .delete("/api/v1/plugins/" + id + "?deleteData=" + deleteData)
                .then()
                .statusCode(204);
    }

    /** A request of the plugin; paths are used as they are, so percent-encode them. */
    public RequestSpecification call() {
        return given().contentType("application/json")
                .auth()
                .oauth2(token)
                .urlEncodingEnabled(false);
    }

    public static RequestSpecification operator() {
        return given().contentType("application/json").auth().oauth2(TestTokens.admin());
    }

    @Override
    public void close() {
        operator().delete("/api/v1/plugins/" + id + "?deleteData=true");
    }

    private Map<String, Object> manifest(Map<String, ?> members) {
        var manifest = new HashMap<String, Object>(members);
        manifest.putIfAbsent("id", id);
        manifest.putIfAbsent("version", "1.0.0");
        manifest.putIfAbsent("endpoint", "http://127.0.0.1:1");
        return manifest;
    }
}
