package dev.hookline.sdk.services;

import dev.hookline.sdk.gateway.ApiAnswer;
import dev.hookline.sdk.gateway.ApiRequest;
import dev.hookline.sdk.gateway.Gateway;
import dev.hookline.sdk.http.Json;
import dev.hookline.sdk.storage.Page;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The site's entries; reading needs {@code content:read}, writing {@code content:write}. What a
 * plugin writes passes through the hooks like anybody's, the plugin's own among them; a chain of
 * events that comes back again and again is ended by the gateway with a refusal.
 */
public final class Content {

    private final Gateway gateway;

    public Content(Gateway gateway) {
        this.gateway = gateway;
    }

    public Optional<Entry> get(String collection, String id) {
        return gateway.find(ApiRequest.of("GET", "content", collection, id))
                .map(answer -> answer.as(Entry.class));
    }

    /**
     * A page of entries.
     *
     * @param parameters as the content service's list takes them: {@code status}, {@code orderBy},
     *     {@code limit}, {@code cursor}, and fields
     */
    public Page<Entry> list(String collection, Map<String, String> parameters) {
        var request = ApiRequest.of("GET", "content", collection);
        for (var parameter : parameters.entrySet()) {
            request = request.query(parameter.getKey(), parameter.getValue());
        }
        var answer = gateway.call(request).json();
        var items =
                StreamSupport.stream(answer.path("items").spliterator(), false)
                        .map(item -> Json.read(item, Entry.class))
                        .toList();
        return new Page<>(items, Optional.ofNullable(answer.path("nextCursor").textValue()));
    }

    /** Creates a draft. */
    public Entry create(String collection, Map<String, ?> data) {
        return entry(
                gateway.call(
                        ApiRequest.of("POST", "content", collection).json(Map.of("data", data))));
    }

    /** Changes the fields given and keeps the others. */
    public Entry update(String collection, String id, Map<String, ?> data) {
        var request = ApiRequest.of("PATCH", "content", collection, id);
        return entry(gateway.call(request.json(Map.of("data", data))));
    }

    /** Moves an entry to the trash; whether there was such an entry. */
    public boolean delete(String collection, String id) {
        return gateway.find(ApiRequest.of("DELETE", "content", collection, id)).isPresent();
    }

    private static Entry entry(ApiAnswer answer) {
        return answer.as(Entry.class);
    }
}
