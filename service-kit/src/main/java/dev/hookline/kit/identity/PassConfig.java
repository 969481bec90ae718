package dev.hookline.kit.identity;

import io.smallrye.config.ConfigMapping;
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
}
