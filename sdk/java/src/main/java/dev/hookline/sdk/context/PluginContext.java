package dev.hookline.sdk.context;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.sdk.gateway.ApiRequest;
import dev.hookline.sdk.gateway.Gateway;
import dev.hookline.sdk.gateway.PluginApiException;
import dev.hookline.sdk.services.Content;
import dev.hookline.sdk.services.Cron;
import dev.hookline.sdk.services.Email;
import dev.hookline.sdk.services.Http;
import dev.hookline.sdk.services.Media;
import dev.hookline.sdk.storage.KeyValues;
import dev.hookline.sdk.storage.StorageCollection;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The {@code ctx} of the documents: what a handler can use besides its event. Members whose
 * capability the manifest lacks are there, and the gateway refuses their calls. All that reach the
 * gateway throw {@link PluginApiException}.
 */
public final class PluginContext {

    private final PluginIdentity plugin;
    private final Set<String> collections;
    private final Gateway gateway;
    private final PluginLog log;
    private final @Nullable Site site;

    PluginContext(
            PluginIdentity plugin,
            Set<String> collections,
            Gateway gateway,
            PluginLog log,
            @Nullable Site site) {
        this.plugin = plugin;
        this.collections = collections;
        this.gateway = gateway;
        this.log = log;
        this.site = site;
    }

    /** Which plugin this is, as its own code says. */
    public PluginIdentity plugin() {
        return plugin;
    }

    /** Which plugin this is, as the gateway says. */
    public Self self() {
        return gateway.call(ApiRequest.of("GET", "self")).as(Self.class);
    }

    /** The site; asks the gateway when no hook call told. */
    public Site site() {
        return site == null ? self().site() : site;
    }

    /** The address of a page of the site, see {@link Site#url(String)}. */
    public String url(String path) {
        return site().url(path);
    }

    public KeyValues kv() {
        return new KeyValues(gateway);
    }

    /** A collection that the manifest declares, with its documents as trees. */
    public StorageCollection<JsonNode> storage(String collection) {
        return storage(collection, JsonNode.class);
    }

    /**
     * A collection that the manifest declares, with its documents as a type of the plugin's own.
     */
    public <T> StorageCollection<T> storage(String collection, Class<T> type) {
        if (!collections.contains(collection)) {
            throw new IllegalArgumentException(
                    "the manifest declares no storage collection " + collection);
        }
        return new StorageCollection<>(gateway, collection, type);
    }

    public Cron cron() {
        return new Cron(gateway);
    }

    public Http http() {
        return new Http(gateway);
    }

    public PluginLog log() {
        return log;
    }

    public Email email() {
        return new Email(gateway);
    }

    public Content content() {
        return new Content(gateway);
    }

    public Media media() {
        return new Media(gateway);
    }

    /**
     * Publishes an event of a type that the platform or this plugin's manifest declares.
     *
     * @param properties an object that fits the type's schema, anything that Jackson can write
     */
    public void trackEvent(String name, Object properties) {
        gateway.call(tracking(name, properties));
    }

    /**
     * As {@link #trackEvent}, and published once however often it is said.
     *
     * @param key tells the event from the plugin's others, the id of the event that led to it for
     *     example
     */
    public void trackEventOnce(String key, String name, Object properties) {
        gateway.call(tracking(name, properties).header("Idempotency-Key", key));
    }

    private static ApiRequest tracking(String name, Object properties) {
        return ApiRequest.of("POST", "events").json(Map.of("name", name, "properties", properties));
    }
}
