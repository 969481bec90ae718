package dev.hookline.gateway.lifecycle;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.gateway.call.HookBodies;
import dev.hookline.gateway.call.PluginCall;
import dev.hookline.gateway.call.PluginCaller;
import dev.hookline.gateway.manifest.Manifest;
import dev.hookline.gateway.secret.SigningSecret;
import dev.hookline.kit.id.UuidV7;
import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.plugin.HookSubscription;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Calls the lifecycle hooks that a plugin takes. Never called inside a transaction: a plugin may
 * take its whole timeout, and call back meanwhile.
 */
@ApplicationScoped
public class LifecycleHooks {

    private static final Logger LOG = Logger.getLogger(LifecycleHooks.class);

    private final PluginCaller caller;
    private final HookBodies bodies;
    private final ObjectMapper json;
    private final MeterRegistry metrics;
    private final Clock clock;

    LifecycleHooks(
            PluginCaller caller,
            HookBodies bodies,
            ObjectMapper json,
            MeterRegistry metrics,
            Clock clock) {
        this.caller = caller;
        this.bodies = bodies;
        this.json = json;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Who is called.
     *
     * @param secrets with which the call is signed, all that are live
     */
    public record Callee(Manifest manifest, List<SigningSecret> secrets) {

        public Callee {
            secrets = List.copyOf(secrets);
        }
    }

    /** The longest that these hooks together may take. */
    public static Duration longest(Manifest manifest, LifecycleHook... hooks) {
        return Arrays.stream(hooks)
                .flatMap(hook -> hook.in(manifest).stream())
                .map(HookSubscription::timeout)
                .reduce(Duration.ZERO, Duration::plus);
    }

    /**
     * Calls a hook without further properties.
     *
     * @return why it failed; empty when the plugin agreed or does not take the hook
     */
    public Optional<LifecycleFailure> call(
            LifecycleHook hook, Callee callee, @Nullable Actor actor) {
        return call(hook, callee, json.createObjectNode(), actor);
    }

    /** Calls {@code plugin:uninstall}; result as for the others. */
    public Optional<LifecycleFailure> callUninstall(
            Callee callee, boolean deleteData, @Nullable Actor actor) {
        var event = json.createObjectNode().put("deleteData", deleteData);
        return call(LifecycleHook.UNINSTALL, callee, event, actor);
    }

    private Optional<LifecycleFailure> call(
            LifecycleHook hook, Callee callee, ObjectNode event, @Nullable Actor actor) {
        return hook.in(callee.manifest())
                .flatMap(subscription -> call(subscription, callee, event, actor));
    }

    private Optional<LifecycleFailure> call(
            HookSubscription hook, Callee callee, ObjectNode event, @Nullable Actor actor) {
        var pluginId = callee.manifest().id();
        var now = clock.instant();
        var requestId = UuidV7.at(now).toString();
        var context =
                new HookBodies.Context(
                        pluginId, hook.hook(), requestId, actor, now.plus(hook.timeout()), 1);
        var started = System.nanoTime();
        var outcome =
                caller.report(
                                new PluginCall(
                                        URI.create(
                                                callee.manifest().endpoint()
                                                        + "/hook/"
                                                        + hook.hook()),
                                        requestId,
                                        bodies.write(event, context),
                                        hook.timeout(),
                                        callee.secrets(),
                                        null))
                        .outcome();
        var taken = Duration.ofNanos(System.nanoTime() - started);
        var failure = failureOf(pluginId, hook.hook(), outcome);
        metrics.timer(
                        "hookline.lifecycle.calls",
                        "plugin",
                        pluginId,
                        "hook",
                        hook.hook(),
                        "outcome",
                        outcome.getClass().getSimpleName())
                .record(taken);
        failure.ifPresent(it ->
                LOG.warnf(
                        "lifecycle hook failed pluginId=%s hook=%s requestId=%s millis=%d: %s",
                        pluginId, hook.hook(), requestId, taken.toMillis(), it.reason()));
        return failure;
    }

    private static Optional<LifecycleFailure> failureOf(
            String pluginId, String hook, CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Kept kept -> Optional.empty();
            // The answer to a lifecycle hook has no meaning.
            case CallOutcome.Answered answered -> Optional.empty();
            case CallOutcome.Rejected rejected ->
                    failure(pluginId, hook, ProblemType.HOOK_REJECTED, rejected.reason());
            case CallOutcome.TimedOut late ->
                    failure(
                            pluginId,
                            hook,
                            ProblemType.HOOK_TIMEOUT,
                            "plugin "
                                    + pluginId
                                    + " did not answer within "
                                    + late.timeout().toMillis()
                                    + " ms");
            case CallOutcome.Failed failed ->
                    failure(
                            pluginId,
                            hook,
                            ProblemType.HOOK_FAILED,
                            "plugin " + pluginId + " failed: " + failed.reason());
        };
    }

    private static Optional<LifecycleFailure> failure(
            String pluginId, String hook, ProblemType type, String detail) {
        return Optional.of(new LifecycleFailure(pluginId, hook, Problem.of(type, detail)));
    }
}
