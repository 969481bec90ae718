package dev.hookline.gateway.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hookline.gateway.pluginapi.TestPlugin;
import io.restassured.response.ValidatableResponse;
import java.net.URLEncoder;
import java.util.Map;

/** What a plugin does with one of its collections. */
record StorageCalls(TestPlugin plugin, String collection) {

    /** The members of a manifest that declare one collection. */
    static Map<String, Object> declaring(String collection, Map<String, ?> indexes) {
        return Map.of("storage", Map.of(collection, indexes));
    }

    ValidatableResponse put(String id, Object document) {
        return plugin.call().body(document).put(path(encoded(id))).then();
    }

    ValidatableResponse get(String id) {
        return plugin.call().get(path(encoded(id))).then();
    }

    ValidatableResponse delete(String id) {
        return plugin.call().delete(path(encoded(id))).then();
    }

    ValidatableResponse post(String operation, Object body) {
        return plugin.call().body(body).post(path(operation)).then();
    }

    ValidatableResponse query(Map<String, ?> query) {
        return post("query", query);
    }

    String path(String last) {
        return TestPlugin.API + "/storage/" + collection + "/" + last;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }
}
