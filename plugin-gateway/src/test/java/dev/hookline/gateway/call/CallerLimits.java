package dev.hookline.gateway.call;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The HTTP client's limits in tests. */
record CallerLimits(Optional<Path> trustedCertificates) implements PluginCallerConfig {

    static final CallerLimits USUAL = new CallerLimits(Optional.empty());

    static CallerLimits trusting(Path certificates) {
        return new CallerLimits(Optional.of(certificates));
    }

    @Override
    public Duration connectTimeout() {
        return Duration.ofSeconds(2);
    }

    @Override
    public Duration keepAlive() {
        return Duration.ofSeconds(4);
    }

    @Override
    public int connectionsPerPlugin() {
        return 64;
    }

    @Override
    public int waitingPerPlugin() {
        return 512;
    }
}
