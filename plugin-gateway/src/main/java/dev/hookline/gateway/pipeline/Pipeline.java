package dev.hookline.gateway.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.gateway.registry.Handler;
import dev.hookline.schemas.call.CallTrace;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.plugin.ErrorPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One run of the handlers of a filter or gate, strictly in order.
 *
 * <pre>
 *   next handler ──► call ──► void ─────────────────────────────► value unchanged ──┐
 *      ▲                 ├──► value ──► fits the result schema? ──► take it over ───┤
 *      │                 │                   │no          └─false─► stop            │
 *      │                 └──► rejected, timed out, failed                           │
 *      │                              │                                             │
 *      │                       error policy ──abort──► stop                         │
 *      │                              └──continue──► value unchanged ───────────────┤
 *      └────────────────────────────────────────────────────────────────────────────┘
 * </pre>
 */
final class Pipeline {

    private final HandlerCalls calls;
    private final PipelineRequest request;
    private final List<CallTrace> trace = new ArrayList<>();
    private @Nullable JsonNode value;

    Pipeline(HandlerCalls calls, PipelineRequest request) {
        this.calls = calls;
        this.request = request;
        this.value =
                request.hook().carriedField() == null
                        ? null
                        : request.event().get(request.hook().carriedField());
    }

    HookReply run(List<Handler> handlers) {
        for (var handler : handlers) {
            var ended = step(handler);
            if (ended != null) {
                return ended;
            }
        }
        return switch (request.hook().mode()) {
            case GATE -> reply(HookReply.Outcome.COMPLETED, BooleanNode.TRUE, null, null);
            case FILTER, EXCLUSIVE, COLLECT, FIRST, NOTIFY, LIFECYCLE, REGISTER ->
                    reply(HookReply.Outcome.COMPLETED, value, null, null);
        };
    }

    /** Calls one handler; the reply when the pipeline ends here, null when it goes on. */
    private @Nullable HookReply step(Handler handler) {
        var call = calls.call(handler, request.withEvent(currentEvent()));
        trace.add(call.trace());
        return switch (call.outcome()) {
            case CallOutcome.Kept kept -> null;
            case CallOutcome.Answered answered -> take(handler, answered.value());
            case CallOutcome.Rejected rejected ->
                    stopOrGoOn(handler, HookReply.Outcome.REJECTED, rejected.reason());
            case CallOutcome.TimedOut late ->
                    stopOrGoOn(
                            handler,
                            HookReply.Outcome.TIMED_OUT,
                            "plugin "
                                    + handler.pluginId()
                                    + " did not answer within "
                                    + late.timeout().toMillis()
                                    + " ms");
            case CallOutcome.Failed failed ->
                    stopOrGoOn(
                            handler,
                            HookReply.Outcome.FAILED,
                            "plugin " + handler.pluginId() + " failed: " + failed.reason());
        };
    }

    private @Nullable HookReply take(Handler handler, JsonNode answer) {
        boolean isFalse = answer.isBoolean() && !answer.booleanValue();
        if (request.hook().carriedField() != null && !isFalse) {
            value = answer;
            return null;
        }
        if (!isFalse) {
            return null;
        }
        return request.hook().carriedField() == null
                ? reply(
                        HookReply.Outcome.REJECTED,
                        null,
                        handler.pluginId(),
                        "blocked by plugin " + handler.pluginId())
                // A filter may answer false where its schema allows it: the operation is called
                // off, not refused.
                : reply(HookReply.Outcome.COMPLETED, BooleanNode.FALSE, handler.pluginId(), null);
    }

    private @Nullable HookReply stopOrGoOn(
            Handler handler, HookReply.Outcome outcome, String detail) {
        return handler.subscription().errorPolicy() == ErrorPolicy.CONTINUE
                ? null
                : reply(outcome, null, handler.pluginId(), detail);
    }

    private ObjectNode currentEvent() {
        var carried = request.hook().carriedField();
        if (carried == null) {
            return request.event();
        }
        // A shallow copy: handlers see JSON of their own, nothing they do to it can leak.
        ObjectNode event = request.event().objectNode();
        event.setAll(request.event());
        event.set(carried, Objects.requireNonNull(value, "a filter's event carries " + carried));
        return event;
    }

    private HookReply reply(
            HookReply.Outcome outcome,
            @Nullable JsonNode result,
            @Nullable String pluginId,
            @Nullable String detail) {
        return new HookReply(outcome, result, pluginId, detail, trace);
    }
}
