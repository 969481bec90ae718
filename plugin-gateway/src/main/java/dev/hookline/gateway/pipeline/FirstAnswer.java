package dev.hookline.gateway.pipeline;

import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.gateway.registry.Handler;
import dev.hookline.schemas.call.HookReply;
import jakarta.inject.Singleton;
import java.util.List;

/** Asks one handler after the other until one answers something other than void. */
@Singleton
final class FirstAnswer implements Combination {

    private final HandlerCalls calls;
    private final WholeAnswers check;

    FirstAnswer(HandlerCalls calls, WholeAnswers check) {
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
                    return run.completed(answered.value(), handler.pluginId());
                }
                case CallOutcome.Unsuccessful error -> {
                    var ended = run.endedUnlessTolerated(handler, error);
                    if (ended != null) {
                        return ended;
                    }
                }
            }
        }
        return run.completed(null, null);
    }
}
