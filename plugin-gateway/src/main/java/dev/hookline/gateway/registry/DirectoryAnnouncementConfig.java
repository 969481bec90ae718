package dev.hookline.gateway.registry;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How often the gateway announces all plugins. */
@ConfigMapping(prefix = "hookline.gateway.directory")
public interface DirectoryAnnouncementConfig {

    /**
     * Pause between announcements of all plugins besides those at each change. It is the longest
     * time for which a service that starts can miss what was removed from the topic; shorter writes
     * as many records as there are plugins more often.
     */
    @WithDefault("10m")
    Duration every();
}
