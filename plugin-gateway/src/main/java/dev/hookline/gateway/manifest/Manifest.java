package dev.hookline.gateway.manifest;

import dev.hookline.schemas.hook.Capability;
import dev.hookline.schemas.plugin.Delivery;
import dev.hookline.schemas.plugin.HookSubscription;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * What a plugin says of itself, checked: only {@link ManifestReader} makes one from outside input.
 *
 * @param capabilities declared and implied ones, under their current names
 * @param hooks every declared handler with its defaults filled in, in the manifest's order
 * @param concurrency how many deliveries the plugin takes at once
 */
public record Manifest(
        String id,
        String version,
        String name,
        URI endpoint,
        Set<Capability> capabilities,
        List<HookSubscription> hooks,
        Delivery delivery,
        int concurrency) {

    public static final int DEFAULT_CONCURRENCY = 16;

    public Manifest {
        capabilities = Set.copyOf(capabilities);
        hooks = List.copyOf(hooks);
    }
}
