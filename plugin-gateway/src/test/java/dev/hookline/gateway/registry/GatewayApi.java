package dev.hookline.gateway.registry;

import static io.restassured.RestAssured.given;

import dev.hookline.testsupport.TestTokens;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;

/** The gateway's operator interface as tests call it. */
public final class GatewayApi {

    private static final String PLUGINS = "/api/v1/plugins";

    private GatewayApi() {}

    public static RequestSpecification admin() {
        return given().contentType("application/json").auth().oauth2(TestTokens.admin());
    }

    /** Posts a manifest, or any other body of an installation. */
    public static ValidatableResponse install(Object body) {
        return admin().body(body).post(PLUGINS).then();
    }

    public static ValidatableResponse installOnly(Object body) {
        return admin().body(body).post(PLUGINS + "?activate=false").then();
    }

    public static ValidatableResponse upgrade(String pluginId, Object manifest) {
        return admin().body(manifest).put(PLUGINS + "/" + pluginId).then();
    }

    public static ValidatableResponse activate(String pluginId) {
        return admin().post(PLUGINS + "/" + pluginId + "/activate").then();
    }

    public static ValidatableResponse deactivate(String pluginId) {
        return admin().post(PLUGINS + "/" + pluginId + "/deactivate").then();
    }

    public static ValidatableResponse remove(String pluginId, boolean deleteData) {
        return admin().delete(PLUGINS + "/" + pluginId + "?deleteData=" + deleteData).then();
    }

    public static ValidatableResponse show(String pluginId) {
        return admin().get(PLUGINS + "/" + pluginId).then();
    }

    public static ValidatableResponse transitions(String pluginId) {
        return admin().get(PLUGINS + "/" + pluginId + "/transitions").then();
    }

    /** Rotates {@code secret} or {@code token}. */
    public static ValidatableResponse rotate(String pluginId, String what, String overlap) {
        return admin().post(PLUGINS + "/" + pluginId + "/" + what + "/rotate?overlap=" + overlap)
                .then();
    }

    /** What a plugin's token is worth on the plugin API. */
    public static int statusOfSelf(String token) {
        return given().auth().oauth2(token).get("/plugin-api/v1/self").statusCode();
    }

    public static ValidatableResponse provider(String hook) {
        return admin().get("/api/v1/hooks/" + hook + "/provider").then();
    }

    public static ValidatableResponse selectProvider(String hook, Map<String, ?> selection) {
        return admin().body(selection).put("/api/v1/hooks/" + hook + "/provider").then();
    }

    /** Removes every plugin with its data. */
    public static void removeAll() {
        List<String> ids = admin().get(PLUGINS + "?limit=100").then().extract().path("items.id");
        ids.forEach(id -> {
            Response removed = admin().delete(PLUGINS + "/" + id + "?deleteData=true");
            removed.then().statusCode(204);
        });
    }
}
