package dev.hookline.gateway.members;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.time.Duration;

/** Where the services are that own what plugins read and write. */
@ConfigMapping(prefix = "hookline.gateway.services")
public interface ServicesConfig {

    @WithName("content.url")
    @WithDefault("http://localhost:8081")
    URI content();

    @WithName("media.url")
    @WithDefault("http://localhost:8082")
    URI media();

    @WithName("email.url")
    @WithDefault("http://localhost:8083")
    URI email();

    /**
     * How long a service may take. Shorter than the plugins of a before-hook may take together (30
     * s by default) breaks off writes that would have succeeded.
     */
    @WithDefault("40s")
    Duration timeout();

    /** The largest answer that is passed on: each request under way may hold that much. */
    @WithDefault("8M")
    MemorySize largestAnswer();

    /** Requests of one plugin at once; more are refused. */
    @WithDefault("32")
    int concurrency();
}
