package dev.hookline.chaos.plugin;

import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The plugins of a run with their manifests. */
public final class Plugins implements AutoCloseable {

    public static final String POLICY = "policy";
    public static final String WATCHER = "watcher";
    public static final String SHAKY = "shaky";
    public static final String CLOCK = "clock";
    public static final String VISITOR = "visitor";
    public static final String LATE_POLICY = "late-policy";

    /** The collection that the policy guards from the beginning. */
    public static final String GUARDED = "guarded";

    /** The collection that no plugin guards. */
    public static final String PLAIN = "plain";

    /** The collection that a policy guards from the end of the faults on. */
    public static final String LATE = "late";

    /** What the listeners take. */
    public static final List<String> HEARD =
            List.of(
                    "content:afterSave",
                    "content:afterDelete",
                    "content:afterPublish",
                    "content:afterUnpublish",
                    "media:afterUpload",
                    "email:afterSend");

    private static final int POLICY_MILLIS = 2_000;
    private static final int LISTENER_MILLIS = 2_000;

    private final Map<String, PluginProcess> processes = new LinkedHashMap<>();

    public Plugins(Clock clock) {
        var policy = new Policy();
        for (var id : all()) {
            processes.put(id, PluginProcess.start(id, clock, policy));
        }
    }

    /** The ids of all plugins. */
    public static List<String> all() {
        return List.of(POLICY, WATCHER, SHAKY, CLOCK, VISITOR, LATE_POLICY);
    }

    /** The plugins that are told to misbehave. */
    public static List<String> misbehaving() {
        return List.of(POLICY, SHAKY);
    }

    /** The plugins that hear of everything from the beginning to the end. */
    public static List<String> listeners() {
        return List.of(WATCHER, SHAKY);
    }

    public PluginProcess get(String id) {
        var process = processes.get(id);
        if (process == null) {
            throw new IllegalArgumentException("no such plugin: " + id);
        }
        return process;
    }

    public List<PluginProcess> processes() {
        return List.copyOf(processes.values());
    }

    /**
     * What the gateway is told of a plugin.
     *
     * @param port where it is reached, through a proxy
     */
    public static Map<String, Object> manifest(String id, int port, String version) {
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("id", id);
        manifest.put("version", version);
        manifest.put("endpoint", "http://127.0.0.1:" + port);
        manifest.put("capabilities", List.of("hooks.email-events:register"));
        manifest.put("hooks", hooksOf(id));
        manifest.put("retries", retries());
        return manifest;
    }

    @Override
    public void close() {
        for (var process : processes.values()) {
            try {
                process.close();
            } catch (IOException failure) {
                System.err.println("could not stop " + process.id() + ": " + failure);
            }
        }
    }

    private static Map<String, Object> hooksOf(String id) {
        var hooks = new LinkedHashMap<String, Object>();
        switch (id) {
            case POLICY -> {
                for (var hook : List.of("content:beforeSave", "content:beforeDelete")) {
                    hooks.put(hook, guarding(GUARDED));
                }
                for (var hook : List.of("media:beforeUpload", "email:beforeSend")) {
                    hooks.put(hook, Map.of("timeout", POLICY_MILLIS));
                }
            }
            case LATE_POLICY -> hooks.put("content:beforeSave", guarding(LATE));
            case CLOCK -> hooks.put("cron", Map.of("timeout", LISTENER_MILLIS));
            case VISITOR -> hooks.put("content:afterSave", Map.of("timeout", LISTENER_MILLIS));
            default -> HEARD.forEach(hook -> hooks.put(hook, Map.of("timeout", LISTENER_MILLIS)));
        }
        return hooks;
    }

    private static Map<String, Object> guarding(String collection) {
        return Map.of("timeout", POLICY_MILLIS, "match", Map.of("collection", List.of(collection)));
    }

    /** The most that a manifest may name, so that no fault outlasts them. */
    private static List<String> retries() {
        return List.of(
                "1s", "1s", "2s", "2s", "3s", "3s", "5s", "5s", "5s", "5s", "5s", "5s", "5s", "5s",
                "5s", "5s", "10s", "10s", "10s", "10s");
    }
}
