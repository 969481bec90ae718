package dev.hookline.gateway.fetch;

import dev.hookline.gateway.manifest.Manifest;
import dev.hookline.schemas.hook.Capability;
import java.util.Set;

/**
 * Where a plugin may fetch from.
 *
 * @param isUnrestricted from every public host; otherwise
 * @param allowedHosts the entries of its manifest
 */
record FetchRights(String pluginId, boolean isUnrestricted, Set<String> allowedHosts) {

    FetchRights {
        allowedHosts = Set.copyOf(allowedHosts);
    }

    static FetchRights of(Manifest manifest) {
        return new FetchRights(
                manifest.id(),
                manifest.capabilities().contains(Capability.NETWORK_REQUEST_UNRESTRICTED),
                manifest.allowedHosts());
    }
}
