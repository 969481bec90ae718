package dev.hookline.content.testing;

import dev.hookline.hooks.directory.PluginDirectory;
import dev.hookline.schemas.hook.HookDomain;
import dev.hookline.schemas.plugin.HookSubscription;
import dev.hookline.testsupport.StandInGateway;
import io.quarkus.arc.Arc;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The stand-in gateway of the content service. */
public final class GatewayDouble extends StandInGateway {

    private GatewayDouble(PluginDirectory directory) {
        super(HookDomain.CONTENT, directory::revision);
    }

    public static GatewayDouble start() {
        return new GatewayDouble(Arc.container().select(PluginDirectory.class).get());
    }

    /** Announces a plugin that takes a hook for one collection, and waits until it is known. */
    public GatewayDouble plugin(String id, String hook, String collection, Duration timeout) {
        plugin(id, hook(hook, timeout, Map.of("collection", List.of(collection))));
        return this;
    }

    public GatewayDouble plugin(String id, String hook, String collection) {
        return plugin(id, hook, collection, HookSubscription.DEFAULT_TIMEOUT);
    }
}
