package dev.hookline.media.derivative;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Which smaller copies of pictures can be had, and what they may cost. */
@ConfigMapping(prefix = "hookline.media.derivatives")
public interface DerivativesConfig {

    /** The widths that are made, in pixels. Any other is refused: each width is work and space. */
    @WithDefault("160,320,640,960,1280,1920,2560")
    List<Integer> widths();

    /** Of JPEG, 1 to 100. More is larger and looks hardly better. */
    @WithDefault("82")
    int quality();

    /** The most that derivatives take on the disk; those not asked for longest make room. */
    @WithDefault("1G")
    MemorySize cacheSize();

    /** How long a request waits for a derivative before it is asked to come again. */
    @WithDefault("10s")
    Duration patience();

    /** How long a picture that could not be decoded is not tried again. */
    @WithDefault("1h")
    Duration retryBroken();
}
