package dev.hookline.hooks.before;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long a service waits for before-hooks. */
@ConfigMapping(prefix = "hookline.before")
public interface BeforeHooksConfig {

    /**
     * The most that all plugins of one hook together may take, whatever their own timeouts add up
     * to. Longer lets slow chains finish; shorter frees the client earlier.
     */
    @WithDefault("30s")
    Duration longestWait();

    /**
     * Time on top of the plugins' own for the bus and the gateway; a deadline missed by less is the
     * platform's fault.
     */
    @WithDefault("500ms")
    Duration transport();
}
