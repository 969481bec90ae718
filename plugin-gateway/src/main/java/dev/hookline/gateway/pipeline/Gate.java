package dev.hookline.gateway.pipeline;

import com.fasterxml.jackson.databind.node.BooleanNode;
import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.gateway.registry.Handler;
import dev.hookline.schemas.call.HookReply;
import jakarta.inject.Singleton;
import java.util.List;

/** Asks one handler after the other until one answers false. */
@Singleton
final class Gate implements Combination {

    private final HandlerCalls calls;
    private final WholeAnswers check;

    Gate(HandlerCalls calls, WholeAnswers check) {
        this.calls = calls;
        this.check = check;
    }

    @Override
    public HookReply run(PipelineRequest request, List<Handler> handlers) {
        var run = new Run(calls, check, request);
        for (var handler : handlers) {
            switch (run.ask(handler)) {
                case CallOutcome.Kept kept -> {}
                case CallOutcome.Answered answered -> {
                    if (!answered.value().asBoolean()) {
                        return run.rejected(
                                handler.pluginId(), "blocked by plugin " + handler.pluginId());
                    }
                }
                case CallOutcome.Unsuccessful error -> {
                    var ended = run.endedUnlessTolerated(handler, error);
                    if (ended != null) {
                        return ended;
                    }
                }
            }
        }
        return run.completed(BooleanNode.TRUE, null);
    }
}
