package dev.hookline.sdk.context;

import java.util.Set;

/**
 * The plugin as the gateway knows it.
 *
 * @param capabilities declared and implied ones, under their current names
 */
public record Self(String id, String version, Set<String> capabilities, Site site) {

    public Self {
        capabilities = Set.copyOf(capabilities);
    }
}
