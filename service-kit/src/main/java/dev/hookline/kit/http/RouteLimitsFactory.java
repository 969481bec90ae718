package dev.hookline.kit.http;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Collects the limits of all routes of the service. */
@Singleton
class RouteLimitsFactory {

    @Produces
    @Singleton
    RouteLimits limits(BodyLimitConfig config, Instance<LargerBodies> exceptions) {
        return new RouteLimits(config.maxBodySize().asLongValue(), exceptions.stream().toList());
    }
}
