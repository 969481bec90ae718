package dev.hookline.sdk;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;

/**
 * A plugin: its identity, the hooks it takes, and what it does with them.
 *
 * <pre>{@code
 * Plugin.named("shout")
 *         .version("1.0.0")
 *         .on("content:beforeSave", options -> options.match("collection", "posts"), event -> {
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

    String id() {
        return id;
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
        return manifest;
    }
}
