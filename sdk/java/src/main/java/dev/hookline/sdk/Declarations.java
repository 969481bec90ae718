package dev.hookline.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.sdk.http.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a plugin declares besides its hooks; sections that stay empty are left out. */
final class Declarations {

    private final List<String> allowedHosts = new ArrayList<>();
    private final Map<String, Object> storage = new LinkedHashMap<>();
    private final List<Map<String, Object>> events = new ArrayList<>();
    private final List<Permission> permissions = new ArrayList<>();
    private final List<Map<String, Object>> magicParameters = new ArrayList<>();

    void allowHosts(String... hosts) {
        allowedHosts.addAll(List.of(hosts));
    }

    void storage(String collection, StorageOptions options) {
        storage.put(collection, options.manifest());
    }

    Set<String> collections() {
        return storage.keySet();
    }

    void event(String name, String schema) {
        events.add(Map.of("name", name, "schema", parsed(schema)));
    }

    void permission(Permission permission) {
        permissions.add(permission);
    }

    void magicParameter(String prefix, List<String> keys) {
        var parameter = new LinkedHashMap<String, Object>(Map.of("prefix", prefix));
        if (!keys.isEmpty()) {
            parameter.put("keys", keys);
        }
        magicParameters.add(parameter);
    }

    void writeTo(Map<String, Object> manifest) {
        put(manifest, "allowedHosts", allowedHosts, allowedHosts.isEmpty());
        put(manifest, "storage", storage, storage.isEmpty());
        put(manifest, "events", events, events.isEmpty());
        put(manifest, "permissions", permissions, permissions.isEmpty());
        put(manifest, "magicParameters", magicParameters, magicParameters.isEmpty());
    }

    private static void put(
            Map<String, Object> manifest, String section, Object value, boolean isEmpty) {
        if (!isEmpty) {
            manifest.put(section, value);
        }
    }

    private static JsonNode parsed(String schema) {
        try {
            return Json.parse(schema.getBytes(StandardCharsets.UTF_8));
        } catch (IOException notJson) {
            throw new IllegalArgumentException("the schema is not JSON: " + schema, notJson);
        }
    }
}
