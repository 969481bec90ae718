package dev.hookline.hooks.health;

import dev.hookline.hooks.before.ReplySubscription;
import dev.hookline.hooks.directory.PluginDirectory;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready before the plugins are known and their replies can arrive; never depends on a plugin
 * being well.
 */
@Readiness
@ApplicationScoped
class HooksReadiness implements HealthCheck {

    private final PluginDirectory directory;
    private final ReplySubscription replies;

    HooksReadiness(
            PluginDirectory directory, @Identifier("before-replies") ReplySubscription replies) {
        this.directory = directory;
        this.replies = replies;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("plugin hooks")
                .status(directory.isComplete() && replies.hasJoined())
                .withData("directoryRead", directory.isComplete())
                .withData("unknownPlugins", String.join(", ", directory.unknown()))
                .withData("repliesJoined", replies.hasJoined())
                .build();
    }
}
