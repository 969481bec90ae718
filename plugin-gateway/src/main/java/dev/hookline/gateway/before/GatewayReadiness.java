package dev.hookline.gateway.before;

import dev.hookline.gateway.registry.Rosters;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready before hook requests can arrive and the plugins are known; never depends on a plugin
 * being well.
 */
@Readiness
@ApplicationScoped
class GatewayReadiness implements HealthCheck {

    private final RequestSubscription subscription;
    private final Rosters rosters;

    GatewayReadiness(
            @Identifier("before-requests") RequestSubscription subscription, Rosters rosters) {
        this.subscription = subscription;
        this.rosters = rosters;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("hook requests")
                .status(subscription.hasJoined() && rosters.isLoaded())
                .withData("requestsJoined", subscription.hasJoined())
                .withData("rosterLoaded", rosters.isLoaded())
                .build();
    }
}
