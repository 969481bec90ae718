package dev.hookline.gateway.pipeline;

import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.gateway.registry.Handler;
import dev.hookline.schemas.call.HookReply;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Asks the one provider of an exclusive hook. Its error always ends the operation, whatever its
 * error policy: there is nobody to go on with.
 */
@Singleton
final class SelectedProvider implements Combination {

    private final HandlerCalls calls;
    private final WholeAnswers check;

    SelectedProvider(HandlerCalls calls, WholeAnswers check) {
        this.calls = calls;
        this.check = check;
    }

    /**
     * @param providers the selected provider, or nobody
     */
    @Override
    public HookReply run(PipelineRequest request, List<Handler> providers) {
        if (providers.isEmpty()) {
            return new HookReply(
                    HookReply.Outcome.NO_PROVIDER,
                    null,
                    null,
                    "no provider of " + request.hook().name() + " is selected for this event",
                    List.of());
        }
        var provider = providers.getFirst();
        var run = new Run(calls, check, request);
        return switch (run.ask(provider)) {
            case CallOutcome.Kept kept -> run.completed(null, provider.pluginId());
            case CallOutcome.Answered answered ->
                    run.completed(answered.value(), provider.pluginId());
            case CallOutcome.Unsuccessful error -> run.ended(provider, error);
        };
    }
}
