package dev.hookline.gateway.pipeline;

import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.gateway.registry.Handler;
import java.time.Duration;

/** Asks one handler; the pipeline does not care how. */
interface HandlerCaller {

    CallOutcome call(Handler handler, PipelineRequest request, Duration timeout);
}
