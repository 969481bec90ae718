package dev.hookline.gateway.pipeline;

import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.gateway.call.HookBodies;
import dev.hookline.gateway.call.PluginCall;
import dev.hookline.gateway.call.PluginCaller;
import dev.hookline.gateway.registry.Handler;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;

/** Asks a handler over HTTP. */
@ApplicationScoped
class HttpHandlerCaller implements HandlerCaller {

    private final PluginCaller caller;
    private final HookBodies bodies;

    HttpHandlerCaller(PluginCaller caller, HookBodies bodies) {
        this.caller = caller;
        this.bodies = bodies;
    }

    @Override
    public CallOutcome call(Handler handler, PipelineRequest request, Duration timeout) {
        var plugin = handler.plugin();
        var hook = request.hook().name();
        var context =
                new HookBodies.Context(
                        plugin.id(),
                        hook,
                        request.requestId(),
                        request.actor(),
                        request.deadline(),
                        1);
        return caller.call(
                new PluginCall(
                        URI.create(plugin.manifest().endpoint() + "/hook/" + hook),
                        request.requestId(),
                        bodies.write(request.event(), context),
                        timeout,
                        plugin.secrets(),
                        request.traceParent()));
    }
}
