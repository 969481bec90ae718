package dev.hookline.sdk;

import dev.hookline.sdk.context.PluginIdentity;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A plugin: its identity, the hooks it takes, and what it does with them.
 *
 * <pre>{@code
 * Plugin.named("shout")
 *         .version("1.0.0")
 *         .on("content:beforeSave", options -> options.match("collection", "posts"), (event, ctx) -> {
 *             var content = event.content();
 *             content.put("title", content.path("title").asText().toUpperCase());
 *             return Answer.value(content);
 *         })
 *         .run();
 * }</pre>
 */
public final class Plugin {

    private final String id;
    private final Map<String, Subscription> subscriptions = new LinkedHashMap<>();
    private final Map<String, PageHandler> pages = new LinkedHashMap<>();
    private final Set<String> capabilities = new LinkedHashSet<>();
    private final Declarations declarations = new Declarations();
    private final Map<String, Object> extras = new LinkedHashMap<>();
    private String version = "1.0.0";
    private String displayName;

    private record Subscription(HookOptions options, HookHandler handler) {}

    private Plugin(String id) {
        this.id = id;
        this.displayName = id;
    }

    /**
     * Begins a plugin.
     *
     * @param id lower-case letters, digits and dashes; the platform knows the plugin by it
     */
    public static Plugin named(String id) {
        return new Plugin(id);
    }

    public Plugin version(String version) {
        this.version = version;
        return this;
    }

    public Plugin displayName(String name) {
        this.displayName = name;
        return this;
    }

    /** Asks for a capability, {@code content:read} for example; the operator sees what is asked. */
    public Plugin capability(String capability) {
        capabilities.add(capability);
        return this;
    }

    /**
     * Hosts that the plugin sends requests to, {@code api.example.com} or {@code *.example.org}.
     */
    public Plugin allowedHosts(String... hosts) {
        declarations.allowHosts(hosts);
        return this;
    }

    /** Keeps documents in a collection, whose indexed fields can be asked for. */
    public Plugin storage(String collection, UnaryOperator<StorageOptions> options) {
        declarations.storage(collection, options.apply(new StorageOptions()));
        return this;
    }

    /**
     * Registers a type of tracked events.
     *
     * @param schema JSON Schema 2020-12 of the properties
     */
    public Plugin event(String name, String schema) {
        declarations.event(name, schema);
        return this;
    }

    /** Registers a permission. */
    public Plugin permission(Permission permission) {
        declarations.permission(permission);
        return this;
    }

    /** Registers a prefix of magic parameters, with the keys that it answers; without any, all. */
    public Plugin magicParameter(String prefix, String... keys) {
        declarations.magicParameter(prefix, List.of(keys));
        return this;
    }

    /** How many deliveries are taken at once, 1 to 256; the platform's default is 16. */
    public Plugin concurrency(int deliveries) {
        extras.put("concurrency", deliveries);
        return this;
    }

    /** The pauses after failed deliveries of an event; when all are used up, it is given up. */
    public Plugin retries(Duration... pauses) {
        extras.put("retries", Stream.of(pauses).map(Duration::toString).toList());
        return this;
    }

    /** Takes a hook whose answer says nothing, with default options; see the other. */
    public Plugin listen(String hook, Listener listener) {
        return listen(hook, options -> options, listener);
    }

    /**
     * Takes a hook whose answer says nothing: an after hook, {@code track_event}, {@code cron}, a
     * lifecycle hook. An event that comes again is dropped, see {@link OncePerEvent}.
     */
    public Plugin listen(String hook, UnaryOperator<HookOptions> options, Listener listener) {
        HookHandler handler =
                (event, ctx) -> {
                    listener.hear(event, ctx);
                    return Answer.keep();
                };
        return on(hook, options, new OncePerEvent(handler));
    }

    /** Takes a hook with default options. */
    public Plugin on(String hook, HookHandler handler) {
        return on(hook, options -> options, handler);
    }

    /** Takes a hook. */
    public Plugin on(String hook, UnaryOperator<HookOptions> options, HookHandler handler) {
        var subscription = new Subscription(options.apply(new HookOptions()), handler);
        if (subscriptions.putIfAbsent(hook, subscription) != null) {
            throw new IllegalArgumentException(hook + " has a handler already");
        }
        return this;
    }

    /** Serves a page of the plugin's own, outside the platform and for everyone who reaches it. */
    public Plugin page(String path, PageHandler handler) {
        pages.put(path, handler);
        return this;
    }

    /** Starts the plugin where the environment variables say and returns. */
    public PluginServer start() {
        return start(PluginEnvironment.ofProcess());
    }

    public PluginServer start(PluginEnvironment environment) {
        return PluginServer.start(this, environment);
    }

    /** Runs the plugin until the process is asked to end, then lets calls in flight finish. */
    public void run() {
        var server = start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "plugin-stop"));
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    Set<String> collections() {
        return declarations.collections();
    }

    PluginIdentity identity() {
        return new PluginIdentity(id, version);
    }

    Optional<HookHandler> handler(String hook) {
        return Optional.ofNullable(subscriptions.get(hook)).map(Subscription::handler);
    }

    Optional<PageHandler> page(String path) {
        return Optional.ofNullable(pages.get(path));
    }

    Map<String, Object> manifest(URI endpoint) {
        var hooks = new LinkedHashMap<String, Object>();
        subscriptions.forEach((hook, taken) -> hooks.put(hook, taken.options().manifest()));
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("id", id);
        manifest.put("version", version);
        manifest.put("name", displayName);
        manifest.put("endpoint", endpoint.toString());
        manifest.put("capabilities", List.copyOf(capabilities));
        manifest.put("hooks", hooks);
        manifest.putAll(extras);
        declarations.writeTo(manifest);
        return manifest;
    }
}
