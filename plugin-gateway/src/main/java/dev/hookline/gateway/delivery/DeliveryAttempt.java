package dev.hookline.gateway.delivery;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.gateway.backlog.AfterEvent;
import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.gateway.call.CallReport;
import dev.hookline.gateway.call.HookBodies;
import dev.hookline.gateway.call.PluginCall;
import dev.hookline.gateway.call.PluginCaller;
import dev.hookline.gateway.cause.CallsUnderWay;
import dev.hookline.gateway.registry.RegisteredPlugin;
import dev.hookline.kit.json.LenientJson;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.plugin.HookSubscription;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One attempt to hand an event to a plugin that takes it. */
@ApplicationScoped
class DeliveryAttempt {

    /** What came of an attempt. */
    sealed interface Result {
        CallReport report();
    }

    record Delivered(CallReport report) implements Result {}

    record Failed(String reason, CallReport report) implements Result {}

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

    /** Waits for the plugin's answer, never longer than the subscription's timeout. */
    Result deliver(
            RegisteredPlugin plugin, HookSubscription subscription, AfterEvent event, int attempt)
            throws IOException {
        try (var underWay = calls.begin(plugin.id(), event.hook(), event.id(), event.cause())) {
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
                            bodies.embed(event.value(), context),
                            subscription.timeout(),
                            plugin.secrets(),
                            event.traceParent());
            return resultOf(caller.report(call));
        }
    }

    private static Result resultOf(CallReport report) {
        return switch (report.outcome()) {
            // A value is of no use to anybody here, but the plugin has the event.
            case CallOutcome.Answered answered -> new Delivered(report);
            case CallOutcome.Kept kept -> new Delivered(report);
            case CallOutcome.Rejected rejected ->
                    new Failed("status 422: " + rejected.reason(), report);
            case CallOutcome.TimedOut late ->
                    new Failed("no answer within " + late.timeout().toMillis() + " ms", report);
            case CallOutcome.Failed failed -> new Failed(failed.reason(), report);
        };
    }

    private @Nullable Actor actorOf(AfterEvent event) throws JsonProcessingException {
        var claims = event.actorClaims();
        return claims == null ? null : LenientJson.read(json, claims, Actor.class);
    }
}
