package dev.hookline.gateway.lifecycle;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How transitions of plugins are bounded and remembered. */
@ConfigMapping(prefix = "hookline.gateway.lifecycle")
public interface LifecycleConfig {

    /**
     * Time for a transition on top of the timeouts of its hooks. After it another gateway takes the
     * transition back: too short, and a slow database makes transitions fail; longer keeps a plugin
     * locked longer after its gateway was killed.
     */
    @WithDefault("10s")
    Duration margin();

    /** How many transitions of one plugin are remembered: more tell more, and cost rows. */
    @WithDefault("200")
    int historyPerPlugin();

    /** How long transitions are remembered. */
    @WithDefault("90d")
    Duration historyAge();
}
