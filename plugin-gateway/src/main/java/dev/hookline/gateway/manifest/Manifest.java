package dev.hookline.gateway.manifest;

import dev.hookline.schemas.hook.Capability;
import dev.hookline.schemas.plugin.Delivery;
import dev.hookline.schemas.plugin.HookSubscription;
import dev.hookline.schemas.result.EventTypeDeclaration;
import dev.hookline.schemas.result.MagicParameterDeclaration;
import dev.hookline.schemas.result.PermissionDeclaration;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a plugin says of itself, checked: only {@link ManifestReader} makes one from outside input.
 *
 * @param capabilities declared and implied ones, under their current names
 * @param hooks every declared handler with its defaults filled in, in the manifest's order
 * @param concurrency how many deliveries the plugin takes at once
 * @param allowedHosts where the plugin may send requests through the gateway: host names, {@code
 *     *.example.org} or {@code *}
 * @param storage the plugin's storage collections by name
 * @param retries the pauses between attempts to deliver an event, empty for the gateway's own
 * @param events the types of tracked events that the plugin registers
 */
public record Manifest(
        String id,
        String version,
        String name,
        URI endpoint,
        Set<Capability> capabilities,
        List<HookSubscription> hooks,
        Delivery delivery,
        int concurrency,
        Set<String> allowedHosts,
        Map<String, StorageCollection> storage,
        List<EventTypeDeclaration> events,
        List<PermissionDeclaration> permissions,
        List<MagicParameterDeclaration> magicParameters,
        List<Duration> retries) {

    /**
     * A storage collection of a plugin.
     *
     * @param indexes the fields of each index, in order
     * @param uniqueIndexes like indexes; no two documents may have the same values
     */
    public record StorageCollection(List<List<String>> indexes, List<List<String>> uniqueIndexes) {

        public StorageCollection {
            indexes = List.copyOf(indexes);
            uniqueIndexes = List.copyOf(uniqueIndexes);
        }
    }

    public static final int DEFAULT_CONCURRENCY = 16;

    public Manifest {
        capabilities = Set.copyOf(capabilities);
        hooks = List.copyOf(hooks);
        allowedHosts = Set.copyOf(allowedHosts);
        storage = Map.copyOf(storage);
        events = List.copyOf(events);
        permissions = List.copyOf(permissions);
        magicParameters = List.copyOf(magicParameters);
        // Manifests stored before this member existed are read without it.
        retries = retries == null ? List.of() : List.copyOf(retries);
    }
}
