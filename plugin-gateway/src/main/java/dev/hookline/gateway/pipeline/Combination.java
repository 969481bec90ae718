package dev.hookline.gateway.pipeline;

import dev.hookline.gateway.registry.Handler;
import dev.hookline.schemas.call.HookReply;
import java.util.List;

/** One mode's way of asking handlers and of making one reply of their answers. */
sealed interface Combination permits FilterChain, Gate, SelectedProvider, FirstAnswer, EveryAnswer {

    /**
     * Asks and waits, at the latest until the request's deadline.
     *
     * @param handlers who takes the event, in pipeline order
     */
    HookReply run(PipelineRequest request, List<Handler> handlers);
}
