package dev.hookline.gateway.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.gateway.registry.Handler;
import dev.hookline.schemas.call.CallTrace;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.plugin.ErrorPolicy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One run of handlers one after the other: whom it has asked so far, and how it ends. */
final class Run {

    private final HandlerCalls calls;
    private final AnswerCheck check;
    private final PipelineRequest request;
    private final List<CallTrace> trace = new ArrayList<>();

    Run(HandlerCalls calls, AnswerCheck check, PipelineRequest request) {
        this.calls = calls;
        this.check = check;
        this.request = request;
    }

    CallOutcome ask(Handler handler) {
        return ask(handler, request.event());
    }

    CallOutcome ask(Handler handler, ObjectNode event) {
        var call = calls.call(handler, request.withEvent(event), check);
        trace.add(call.trace());
        return call.outcome();
    }

    HookReply completed(@Nullable JsonNode value, @Nullable String pluginId) {
        return new HookReply(HookReply.Outcome.COMPLETED, value, pluginId, null, trace);
    }

    HookReply rejected(String pluginId, String detail) {
        return new HookReply(HookReply.Outcome.REJECTED, null, pluginId, detail, trace);
    }

    /** The reply when the handler's error ends the run, null when its policy is to go on. */
    @Nullable HookReply endedUnlessTolerated(Handler handler, CallOutcome.Unsuccessful error) {
        return handler.subscription().errorPolicy() == ErrorPolicy.CONTINUE
                ? null
                : ended(handler, error);
    }

    /** The reply of a run that a handler's error ends. */
    HookReply ended(Handler handler, CallOutcome.Unsuccessful error) {
        var pluginId = handler.pluginId();
        return switch (error) {
            case CallOutcome.Rejected no -> rejected(pluginId, no.reason());
            case CallOutcome.TimedOut late ->
                    error(
                            HookReply.Outcome.TIMED_OUT,
                            pluginId,
                            "plugin %s did not answer within %d ms"
                                    .formatted(pluginId, late.timeout().toMillis()));
            case CallOutcome.Failed failed ->
                    error(
                            HookReply.Outcome.FAILED,
                            pluginId,
                            "plugin %s failed: %s".formatted(pluginId, failed.reason()));
        };
    }

    private HookReply error(HookReply.Outcome outcome, String pluginId, String detail) {
        return new HookReply(outcome, null, pluginId, detail, trace);
    }
}
