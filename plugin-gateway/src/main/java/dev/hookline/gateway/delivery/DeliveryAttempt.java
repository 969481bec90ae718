package dev.hookline.gateway.delivery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.gateway.call.HookBodies;
import dev.hookline.gateway.call.PluginCall;
import dev.hookline.gateway.call.PluginCaller;
import dev.hookline.gateway.cause.CallsUnderWay;
import dev.hookline.gateway.registry.RegisteredPlugin;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.plugin.HookSubscription;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One attempt to hand an event to a plugin. */
@ApplicationScoped
class DeliveryAttempt {

    private static final Logger LOG = Logger.getLogger(DeliveryAttempt.class);

    /** What came of an attempt. */
    sealed interface Result {}

    record Delivered() implements Result {}

    /** The plugin does not take this event. */
    record NotForThisPlugin() implements Result {}

    record Deferred(String reason) implements Result {}

    private final PluginCaller caller;
    private final HookBodies bodies;
    private final CallsUnderWay calls;
    private final ObjectMapper json;

    DeliveryAttempt(
            PluginCaller caller, HookBodies bodies, CallsUnderWay calls, ObjectMapper json) {
        this.caller = caller;
        this.bodies = bodies;
        this.calls = calls;
        this.json = json;
    }

    Result deliver(RegisteredPlugin plugin, AfterEvent event, int attempt) {
        var subscription = subscriptionOf(plugin, event);
        if (subscription.isEmpty()) {
            return new NotForThisPlugin();
        }
        try {
            var data = json.readTree(event.message().value());
            return subscription.get().matches(HookCatalogue.get(event.hook()).matchProperties(data))
                    ? call(plugin, subscription.get(), event, data, attempt)
                    : new NotForThisPlugin();
        } catch (IOException | IllegalArgumentException e) {
            // No plugin could ever take it, so waiting helps nobody.
            LOG.errorf(
                    "event is not readable, skipped eventId=%s subject=%s: %s",
                    event.id(), event.subject(), e.getMessage());
            return new NotForThisPlugin();
        }
    }

    private static Optional<HookSubscription> subscriptionOf(
            RegisteredPlugin plugin, AfterEvent event) {
        return plugin.pushedHooks().stream()
                .filter(hook -> hook.hook().equals(event.hook()))
                .findFirst();
    }

    private Result call(
            RegisteredPlugin plugin,
            HookSubscription subscription,
            AfterEvent event,
            JsonNode data,
            int attempt)
            throws IOException {
        try (var underWay = calls.begin(plugin.id(), event.id(), event.cause())) {
            var context =
                    new HookBodies.Context(
                            plugin.id(),
                            event.hook(),
                            event.id(),
                            actorOf(event),
                            null,
                            attempt,
                            underWay.token());
            var call =
                    new PluginCall(
                            URI.create(plugin.manifest().endpoint() + "/hook/" + event.hook()),
                            event.id(),
                            bodies.write(data, context),
                            subscription.timeout(),
                            plugin.secrets(),
                            event.traceParent());
            return resultOf(caller.call(call));
        }
    }

    private static Result resultOf(CallOutcome outcome) {
        return switch (outcome) {
            // A value is of no use to anybody here, but the plugin has the event.
            case CallOutcome.Answered answered -> new Delivered();
            case CallOutcome.Kept kept -> new Delivered();
            case CallOutcome.Rejected rejected -> new Deferred("status 422: " + rejected.reason());
            case CallOutcome.TimedOut late ->
                    new Deferred("no answer within " + late.timeout().toMillis() + " ms");
            case CallOutcome.Failed failed -> new Deferred(failed.reason());
        };
    }

    private @Nullable Actor actorOf(AfterEvent event) throws IOException {
        var claims = event.actorClaims();
        return claims == null ? null : json.readValue(claims, Actor.class);
    }
}
