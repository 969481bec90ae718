package dev.hookline.sdk.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.sdk.gateway.ApiAnswer;
import dev.hookline.sdk.gateway.ApiRequest;
import dev.hookline.sdk.gateway.Gateway;
import dev.hookline.sdk.gateway.PluginApiException;
import dev.hookline.sdk.http.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A collection of documents that the manifest declares. The gateway allows 64 KiB a document and
 * 100 000 documents a plugin unless its operator says otherwise. Every method throws {@link
 * PluginApiException} when the gateway refuses or is not reached, and {@link
 * IllegalArgumentException} when a stored document does not fit the type.
 *
 * @param <T> what the documents are read as
 */
public final class StorageCollection<T> {

    private final Gateway gateway;
    private final String name;
    private final Class<T> type;

    public StorageCollection(Gateway gateway, String name, Class<T> type) {
        this.gateway = gateway;
        this.name = name;
        this.type = type;
    }

    public Optional<T> get(String id) {
        return gateway.find(of("GET", id))
                .map(ApiAnswer::json)
                .map(answer -> document(answer).data());
    }

    public boolean exists(String id) {
        return gateway.find(of("GET", id)).isPresent();
    }

    /** Stores a document, in place of the one with this id if there is one. */
    public void put(String id, T document) {
        gateway.call(of("PUT", id).json(document));
    }

    /** Whether there was such a document. */
    public boolean delete(String id) {
        return gateway.find(of("DELETE", id)).isPresent();
    }

    /** Those of the documents that exist, by their id. */
    public Map<String, T> getMany(Collection<String> ids) {
        var found = new LinkedHashMap<String, T>();
        for (var item : ask("get-many", Map.of("ids", ids)).path("items")) {
            var document = document(item);
            found.put(document.id(), document.data());
        }
        return found;
    }

    /** Stores all of them or none. */
    public void putMany(Map<String, T> documents) {
        var items =
                documents.entrySet().stream()
                        .map(entry -> new Document<>(entry.getKey(), entry.getValue()))
                        .toList();
        ask("put-many", Map.of("items", items));
    }

    /** How many of them there were. */
    public int deleteMany(Collection<String> ids) {
        return ask("delete-many", Map.of("ids", ids)).path("deleted").asInt();
    }

    public Page<Document<T>> query(Query query) {
        var answer = ask("query", query.json());
        var items =
                StreamSupport.stream(answer.path("items").spliterator(), false)
                        .map(this::document)
                        .toList();
        return new Page<>(items, Optional.ofNullable(answer.path("cursor").textValue()));
    }

    /** How many documents there are to which the conditions of a query apply. */
    public long count(Query query) {
        return ask("count", Map.of("where", query.where())).path("count").asLong();
    }

    /** The ids of a page, as {@link #deleteMany} takes them. */
    public static List<String> ids(Page<? extends Document<?>> page) {
        return page.items().stream().map(Document::id).toList();
    }

    private Document<T> document(JsonNode item) {
        return new Document<>(item.path("id").asText(), Json.read(item.path("data"), type));
    }

    private ApiRequest of(String method, String id) {
        return ApiRequest.of(method, "storage", name, id);
    }

    private JsonNode ask(String operation, Map<String, ?> body) {
        return gateway.call(ApiRequest.of("POST", "storage", name, operation).json(body)).json();
    }
}
