package dev.hookline.gateway.secret;

import io.smallrye.config.ConfigMapping;

/** What protects the secrets of plugins at rest. */
@ConfigMapping(prefix = "hookline.gateway")
public interface SecretConfig {

    /**
     * Base64 of 32 random bytes. Every replica needs the same; without it signing secrets cannot be
     * read, so there is no default.
     */
    String secretKey();
}
