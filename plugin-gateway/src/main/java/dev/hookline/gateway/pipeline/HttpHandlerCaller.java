package dev.hookline.gateway.pipeline;

import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.gateway.call.HookBodies;
import dev.hookline.gateway.call.PluginCall;
import dev.hookline.gateway.call.PluginCaller;
import dev.hookline.gateway.cause.CallsUnderWay;
import dev.hookline.gateway.registry.Handler;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;

/** Asks a handler over HTTP. */
@ApplicationScoped
class HttpHandlerCaller implements HandlerCaller {

    private final PluginCaller caller;
    private final HookBodies bodies;
    private final CallsUnderWay calls;

    HttpHandlerCaller(PluginCaller caller, HookBodies bodies, CallsUnderWay calls) {
        this.caller = caller;
        this.bodies = bodies;
        this.calls = calls;
    }

    @Override
    public CallOutcome call(Handler handler, PipelineRequest request, Duration timeout) {
        try (var call =
                calls.begin(
                        handler.pluginId(),
                        request.hook().name(),
                        request.requestId(),
                        request.cause())) {
            return call(handler, request, timeout, call.token());
        }
    }

    private CallOutcome call(
            Handler handler, PipelineRequest request, Duration timeout, String cause) {
        var plugin = handler.plugin();
        var hook = request.hook().name();
        var context =
                new HookBodies.Context(
                        plugin.id(),
                        hook,
                        request.requestId(),
                        request.actor(),
                        request.deadline(),
                        1,
                        cause);
        return caller.call(
                new PluginCall(
                        URI.create(plugin.manifest().endpoint() + "/hook/" + hook),
                        request.requestId(),
                        bodies.write(request.event(), context),
                        timeout,
                        plugin.secrets(),
                        request.traceParent()),
                request.memory());
    }
}
