package dev.hookline.gateway.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.gateway.registry.Handler;
import dev.hookline.schemas.call.HookReply;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;

/**
 * Each handler receives what the one before made of the carried field.
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
@Singleton
final class FilterChain implements Combination {

    private final HandlerCalls calls;
    private final WholeAnswers check;

    FilterChain(HandlerCalls calls, WholeAnswers check) {
        this.calls = calls;
        this.check = check;
    }

    @Override
    public HookReply run(PipelineRequest request, List<Handler> handlers) {
        var run = new Run(calls, check, request);
        var carried = Objects.requireNonNull(request.hook().carriedField(), "a filter carries");
        JsonNode value = request.event().path(carried);
        for (var handler : handlers) {
            switch (run.ask(handler, withValue(request.event(), carried, value))) {
                case CallOutcome.Kept kept -> {}
                case CallOutcome.Answered answered -> {
                    if (isFalse(answered.value())) {
                        // Where its schema allows false, the operation is called off, not refused.
                        return run.completed(BooleanNode.FALSE, handler.pluginId());
                    }
                    value = answered.value();
                }
                case CallOutcome.Unsuccessful error -> {
                    var ended = run.endedUnlessTolerated(handler, error);
                    if (ended != null) {
                        return ended;
                    }
                }
            }
        }
        return run.completed(value, null);
    }

    private static boolean isFalse(JsonNode answer) {
        return answer.isBoolean() && !answer.booleanValue();
    }

    /** A shallow copy: handlers see JSON of their own, nothing they do to it can leak. */
    private static ObjectNode withValue(ObjectNode event, String carried, JsonNode value) {
        ObjectNode changed = event.objectNode();
        changed.setAll(event);
        changed.set(carried, value);
        return changed;
    }
}
