package dev.hookline.gateway.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where plugins may listen. */
@ConfigMapping(prefix = "hookline.gateway")
public interface EndpointConfig {

    /**
     * Whether plugins may be called without TLS. Calls are signed but not encrypted then: for
     * plugins inside a network that you trust.
     */
    @WithDefault("false")
    boolean plainHttpEndpoints();
}
