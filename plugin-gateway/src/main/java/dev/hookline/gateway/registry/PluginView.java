package dev.hookline.gateway.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.gateway.health.HealthView;
import dev.hookline.gateway.pushstop.PushStop;
import dev.hookline.schemas.hook.Capability;
import dev.hookline.schemas.plugin.Delivery;
import dev.hookline.schemas.plugin.ErrorPolicy;
import dev.hookline.schemas.plugin.HookSubscription;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A plugin as operators see it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PluginView(
        String id,
        String name,
        String version,
        PluginStatus status,
        boolean trusted,
        URI endpoint,
        Delivery delivery,
        int concurrency,
        List<String> capabilities,
        List<HookView> hooks,
        ChangeView.@Nullable TransitionView transition,
        ChangeView.@Nullable FailureView lastFailure,
        Instant installedAt,
        @Nullable Instant activatedAt,
        Instant updatedAt,
        HealthView health,
        @Nullable PushStop pushStopped) {

    /**
     * One declared hook.
     *
     * @param position its place in the live pipeline, from 1; null while it is not in force
     * @param skipped why the hook is not in force although the plugin declares it; null when it is
     *     not skipped
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record HookView(
            String hook,
            int priority,
            long timeout,
            List<String> dependencies,
            ErrorPolicy errorPolicy,
            Map<String, List<String>> match,
            @Nullable Integer position,
            @Nullable String skipped) {

        static HookView of(RegisteredPlugin plugin, HookSubscription hook, Roster roster) {
            var pipeline = roster.pipeline(hook.hook()).stream().map(Handler::pluginId).toList();
            int index = pipeline.indexOf(plugin.id());
            return new HookView(
                    hook.hook(),
                    hook.priority(),
                    hook.timeoutMillis(),
                    hook.dependencies(),
                    hook.errorPolicy(),
                    hook.match(),
                    index < 0 ? null : index + 1,
                    plugin.skipReason(hook).orElse(null));
        }
    }

    static PluginView of(
            RegisteredPlugin plugin, Roster roster, ChangeView change, HealthView health) {
        var manifest = plugin.manifest();
        return new PluginView(
                manifest.id(),
                manifest.name(),
                manifest.version(),
                plugin.status(),
                plugin.trusted(),
                manifest.endpoint(),
                manifest.delivery(),
                manifest.concurrency(),
                manifest.capabilities().stream().map(Capability::id).sorted().toList(),
                manifest.hooks().stream().map(hook -> HookView.of(plugin, hook, roster)).toList(),
                change.transition(),
                change.lastFailure(),
                plugin.installedAt(),
                plugin.activatedAt(),
                plugin.updatedAt(),
                health,
                null);
    }

    /** The same plugin, with why and since when it is sent nothing more. */
    PluginView with(@Nullable PushStop stop) {
        return stop == null
                ? this
                : new PluginView(
                        id,
                        name,
                        version,
                        status,
                        trusted,
                        endpoint,
                        delivery,
                        concurrency,
                        capabilities,
                        hooks,
                        transition,
                        lastFailure,
                        installedAt,
                        activatedAt,
                        updatedAt,
                        health,
                        stop);
    }
}
