package dev.hookline.sdk.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.sdk.gateway.ApiAnswer;
import dev.hookline.sdk.gateway.ApiRequest;
import dev.hookline.sdk.gateway.Gateway;
import dev.hookline.sdk.gateway.PluginApiException;
import dev.hookline.sdk.http.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Settings and other small values under keys of the plugin's own. The gateway allows 64 KiB a value
 * and 10 000 keys unless its operator says otherwise. Every method throws {@link
 * PluginApiException} when the gateway refuses or is not reached.
 */
public final class KeyValues {

    private final Gateway gateway;

    public KeyValues(Gateway gateway) {
        this.gateway = gateway;
    }

    /** A key with its value. */
    public record Pair(String key, JsonNode value) {}

    public Optional<JsonNode> get(String key) {
        return gateway.find(ApiRequest.of("GET", "kv", key))
                .map(ApiAnswer::json)
                .map(answer -> answer.path("value"));
    }

    /**
     * The value as a type of the caller's own.
     *
     * @throws IllegalArgumentException when it does not fit
     */
    public <T> Optional<T> get(String key, Class<T> type) {
        return get(key).map(value -> Json.read(value, type));
    }

    /** Stores anything that Jackson can write; null reads as absent. */
    public void set(String key, Object value) {
        gateway.call(ApiRequest.of("PUT", "kv", key).json(Map.of("value", value)));
    }

    /** Whether there was such a key. */
    public boolean delete(String key) {
        return gateway.find(ApiRequest.of("DELETE", "kv", key)).isPresent();
    }

    /** All pairs whose key begins so, in the order of their keys. */
    public List<Pair> list(String prefix) {
        var all = new ArrayList<Pair>();
        var first = ApiRequest.of("GET", "kv").query("prefix", prefix).query("limit", "100");
        var cursor = page(first, all);
        while (cursor.isPresent()) {
            cursor = page(first.query("cursor", cursor.get()), all);
        }
        return all;
    }

    private Optional<String> page(ApiRequest request, List<Pair> all) {
        var answer = gateway.call(request).json();
        answer.path("items").forEach(item -> all.add(Json.read(item, Pair.class)));
        return Optional.ofNullable(answer.path("nextCursor").textValue());
    }
}
