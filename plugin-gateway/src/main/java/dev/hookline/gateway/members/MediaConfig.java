package dev.hookline.gateway.members;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What plugins may upload, and how long that and reading it may take. */
@ConfigMapping(prefix = "hookline.gateway.media")
public interface MediaConfig {

    /** The largest file. The media service has a limit of its own for all that upload. */
    @WithDefault("100M")
    MemorySize maxUploadSize();

    /**
     * Bytes a second below which a transfer is broken off, a service's own time not counted: less
     * lets slow plugins through, and lets stuck ones hold their connections longer.
     */
    @WithDefault("128K")
    MemorySize slowestTransfer();
}
