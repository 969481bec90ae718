package dev.hookline.gateway.pipeline;

import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.gateway.registry.Handler;
import dev.hookline.schemas.call.CallTrace;
import dev.hookline.schemas.validation.SchemaValidator;
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
    private final SchemaValidator schemas;
    private final MeterRegistry metrics;
    private final Clock clock;

    HandlerCalls(
            HandlerCaller caller, SchemaValidator schemas, MeterRegistry metrics, Clock clock) {
        this.caller = caller;
        this.schemas = schemas;
        this.metrics = metrics;
        this.clock = clock;
    }

    Call call(Handler handler, PipelineRequest request) {
        long started = System.nanoTime();
        var outcome = checked(request, bounded(handler, request));
        var elapsed = Duration.ofNanos(System.nanoTime() - started);
        var trace =
                new CallTrace(
                        handler.pluginId(),
                        traceOutcome(outcome),
                        elapsed.toMillis(),
                        errorOf(outcome));
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
        return caller.call(handler, request, bound);
    }

    private CallOutcome checked(PipelineRequest request, CallOutcome outcome) {
        if (!(outcome instanceof CallOutcome.Answered answered)) {
            return outcome;
        }
        var violations = schemas.validate(request.hook().resultSchema(), answered.value());
        if (violations.isEmpty()) {
            return outcome;
        }
        var first = violations.getFirst();
        var where = first.path().isEmpty() ? "" : " at " + first.path();
        return new CallOutcome.Failed(
                200, "the value does not fit the hook" + where + ": " + first.message());
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

    private static @Nullable String errorOf(CallOutcome outcome) {
        return switch (outcome) {
            case CallOutcome.Kept kept -> null;
            case CallOutcome.Answered answered -> null;
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
