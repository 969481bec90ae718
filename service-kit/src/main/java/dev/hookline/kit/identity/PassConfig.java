package dev.hookline.kit.identity;

import io.smallrye.config.ConfigMapping;
import java.util.List;
import java.util.Optional;

/** What the services of one platform share. */
@ConfigMapping(prefix = "hookline.platform")
public interface PassConfig {

    /**
     * Base64 of at least 32 bytes, the same for the plugin gateway and the services: with it the
     * gateway vouches for a plugin. Without it plugins cannot act on services; everything else
     * works.
     */
    Optional<String> passKey();

    /**
     * Keys that are still believed but no longer used: the old one for a time after {@code
     * pass-key} has changed, and the new one for a time before. Each of them lets its owner act as
     * any plugin.
     */
    Optional<List<String>> previousPassKeys();
}
