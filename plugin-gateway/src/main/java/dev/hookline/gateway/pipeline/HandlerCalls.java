package dev.hookline.gateway.pipeline;

import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.gateway.registry.Handler;
import dev.hookline.schemas.call.CallTrace;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One call of a pipeline: bounded by the handler's timeout and the request's deadline, checked,
 * timed and logged.
 */
@ApplicationScoped
class HandlerCalls {

    private static final Logger LOG = Logger.getLogger(HandlerCalls.class);

    /** A call and what it left in the trace. */
    record Call(CallOutcome outcome, CallTrace trace) {}

    private final HandlerCaller caller;
    private final MeterRegistry metrics;
    private final Clock clock;

    HandlerCalls(HandlerCaller caller, MeterRegistry metrics, Clock clock) {
        this.caller = caller;
        this.metrics = metrics;
        this.clock = clock;
    }

    Call call(Handler handler, PipelineRequest request, AnswerCheck check) {
        long started = System.nanoTime();
        var checked = checked(request, bounded(handler, request), check);
        var outcome = checked.outcome();
        var elapsed = Duration.ofNanos(System.nanoTime() - started);
        var trace =
                new CallTrace(
                        handler.pluginId(),
                        traceOutcome(outcome),
                        elapsed.toMillis(),
                        errorOf(checked));
        log(request, trace);
        metrics.timer(
                        "hookline.hook.calls",
                        "plugin",
                        handler.pluginId(),
                        "hook",
                        request.hook().name(),
                        "outcome",
                        trace.outcome().name())
                .record(elapsed.toNanos(), TimeUnit.NANOSECONDS);
        return new Call(outcome, trace);
    }

    private CallOutcome bounded(Handler handler, PipelineRequest request) {
        var left = Duration.between(clock.instant(), request.deadline());
        var timeout = handler.subscription().timeout();
        var bound = left.compareTo(timeout) < 0 ? left : timeout;
        if (bound.toMillis() < 1) {
            return new CallOutcome.TimedOut(Duration.ZERO);
        }
        try {
            return caller.call(handler, request, bound);
        } catch (RuntimeException e) {
            // A fault of ours with one plugin must not become the fault of a whole pipeline.
            LOG.errorf(
                    e,
                    "call broke pluginId=%s hook=%s requestId=%s",
                    handler.pluginId(),
                    request.hook().name(),
                    request.requestId());
            return new CallOutcome.Failed(null, "the plugin could not be called");
        }
    }

    private static AnswerCheck.Checked checked(
            PipelineRequest request, CallOutcome outcome, AnswerCheck check) {
        return outcome instanceof CallOutcome.Answered answered
                ? check.check(request.hook(), answered.value())
                : new AnswerCheck.Checked(outcome, null);
    }

    private static CallTrace.Outcome traceOutcome(CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Kept kept -> CallTrace.Outcome.VOID;
            case CallOutcome.Answered answered -> CallTrace.Outcome.VALUE;
            case CallOutcome.Rejected rejected -> CallTrace.Outcome.REJECTED;
            case CallOutcome.TimedOut late -> CallTrace.Outcome.TIMED_OUT;
            case CallOutcome.Failed failed -> CallTrace.Outcome.FAILED;
        };
    }

    private static @Nullable String errorOf(AnswerCheck.Checked checked) {
        return switch (checked.outcome()) {
            case CallOutcome.Kept kept -> checked.complaint();
            case CallOutcome.Answered answered -> checked.complaint();
            case CallOutcome.Rejected rejected -> rejected.reason();
            case CallOutcome.TimedOut late ->
                    "no answer within " + late.timeout().toMillis() + " ms";
            case CallOutcome.Failed failed -> failed.reason();
        };
    }

    private static void log(PipelineRequest request, CallTrace trace) {
        var level =
                trace.error() == null || trace.outcome() == CallTrace.Outcome.REJECTED
                        ? Logger.Level.DEBUG
                        : Logger.Level.WARN;
        LOG.logf(
                level,
                "hook called pluginId=%s hook=%s requestId=%s status=%s millis=%d error=%s",
                trace.pluginId(),
                request.hook().name(),
                request.requestId(),
                trace.outcome(),
                trace.millis(),
                trace.error());
    }
}
