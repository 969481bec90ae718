package dev.hookline.gateway.pipeline;

import dev.hookline.gateway.registry.Rosters;
import dev.hookline.schemas.call.HookReply;
import dev.hookline.schemas.hook.HookMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Runs the pipeline of a hook as the roster has it. */
@ApplicationScoped
public class PipelineRunner {

    private final Rosters rosters;
    private final HandlerCalls calls;

    PipelineRunner(Rosters rosters, HandlerCalls calls) {
        this.rosters = rosters;
        this.calls = calls;
    }

    /**
     * Runs a hook to its end, at the latest at its deadline.
     *
     * @param directoryRevision what the caller knows of the plugins; the pipeline is never older
     */
    public HookReply run(PipelineRequest request, long directoryRevision) {
        var mode = request.hook().mode();
        if (mode != HookMode.FILTER && mode != HookMode.GATE) {
            return new HookReply(
                    HookReply.Outcome.FAILED,
                    null,
                    null,
                    "hooks of mode " + mode + " are not dispatched yet",
                    List.of());
        }
        var handlers =
                rosters.atLeast(directoryRevision)
                        .pipeline(
                                request.hook().name(),
                                request.hook().matchProperties(request.event()));
        return new Pipeline(calls, request).run(handlers);
    }
}
