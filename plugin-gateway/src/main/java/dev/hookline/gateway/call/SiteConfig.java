package dev.hookline.gateway.call;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The site as plugins are told of it. */
@ConfigMapping(prefix = "hookline.site")
public interface SiteConfig {

    @WithDefault("Hookline")
    String name();

    /** Where readers find the site, without a slash at the end. */
    @WithDefault("http://localhost:8081")
    String url();

    @WithDefault("en")
    String locale();
}
