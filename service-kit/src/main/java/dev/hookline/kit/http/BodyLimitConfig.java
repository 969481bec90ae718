package dev.hookline.kit.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much a client may send at once. */
@ConfigMapping(prefix = "hookline.http")
public interface BodyLimitConfig {

    /**
     * The largest request body. More than about 2M does not fit a hook message, since topics and
     * clients take 4 MiB; {@code quarkus.http.limits.max-body-size} must be larger.
     */
    @WithDefault("1M")
    MemorySize maxBodySize();
}
