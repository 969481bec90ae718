package dev.hookline.gateway.registry;

import dev.hookline.gateway.manifest.Manifest;
import dev.hookline.schemas.plugin.Delivery;
import dev.hookline.schemas.plugin.ErrorPolicy;
import dev.hookline.schemas.plugin.HookSubscription;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes plugins and handlers for tests. */
public final class Plugins {

    private Plugins() {}

    public static Handler handler(String pluginId, HookSubscription subscription) {
        return new Handler(active(pluginId, subscription), subscription);
    }

    public static RegisteredPlugin active(String id, HookSubscription... hooks) {
        return new RegisteredPlugin(
                new Manifest(
                        id,
                        "1.0.0",
                        id,
                        URI.create("http://127.0.0.1:1"),
                        Set.of(),
                        List.of(hooks),
                        Delivery.HTTP,
                        16,
                        Set.of(),
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of()),
                PluginStatus.ACTIVE,
                false,
                List.of(),
                Instant.EPOCH,
                Instant.EPOCH,
                Instant.EPOCH);
    }

    public static HookSubscription hook(String name) {
        return hook(name, 100, List.of(), ErrorPolicy.ABORT);
    }

    public static HookSubscription hook(
            String name, int priority, List<String> dependencies, ErrorPolicy errorPolicy) {
        return new HookSubscription(
                name,
                priority,
                Duration.ofSeconds(5).toMillis(),
                dependencies,
                errorPolicy,
                false,
                Map.of());
    }
}
