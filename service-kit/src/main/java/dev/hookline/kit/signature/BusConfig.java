package dev.hookline.kit.signature;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Whom a service believes on the bus. */
@ConfigMapping(prefix = "hookline.bus")
public interface BusConfig {

    /**
     * Whether records without a signature are believed, and the roster of the plugin directory is
     * not asked for. On for the time of an upgrade from a release that did not sign, and until what
     * it wrote has left the topics (7 days); otherwise whoever can write to a topic is believed.
     */
    @WithDefault("false")
    boolean acceptUnsigned();
}
