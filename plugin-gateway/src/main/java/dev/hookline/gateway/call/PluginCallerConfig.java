package dev.hookline.gateway.call;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Limits of the HTTP client that calls plugins. */
@ConfigMapping(prefix = "hookline.gateway.http")
public interface PluginCallerConfig {

    /** How long connecting may take; the call's own timeout applies as well. */
    @WithDefault("2s")
    Duration connectTimeout();

    /**
     * How long an idle connection is used again, or less if the plugin says so. Longer saves
     * connections, and more calls meet one that the plugin is closing and are sent twice.
     */
    @WithDefault("4s")
    Duration keepAlive();

    /**
     * Connections to one plugin at once. Below the before-hook calls and deliveries that may be
     * under way together, one kind would wait for the other.
     */
    @WithDefault("384")
    int connectionsPerPlugin();

    /** Calls that may wait for a connection to one plugin; more fail at once. */
    @WithDefault("512")
    int waitingPerPlugin();

    /**
     * A file with certificates (PEM) of authorities that are trusted besides the public ones, for
     * plugins with certificates of the organisation's own. Host names are always verified.
     */
    Optional<Path> trustedCertificates();
}
