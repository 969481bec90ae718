package dev.hookline.gateway.pipeline;

import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.gateway.registry.Handler;
import dev.hookline.schemas.call.CallTrace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One call of a pipeline, and what is left of it in the trace, the log and the metrics. */
@ApplicationScoped
class HandlerCalls {

    private static final Logger LOG = Logger.getLogger(HandlerCalls.class);

    /** A call and what it left in the trace. */
    record Call(CallOutcome outcome, CallTrace trace) {}

    private final GuardedCalls calls;
    private final CallMetrics metrics;

    HandlerCalls(GuardedCalls calls, CallMetrics metrics) {
        this.calls = calls;
        this.metrics = metrics;
    }

    Call call(Handler handler, PipelineRequest request, AnswerCheck check) {
        long started = System.nanoTime();
        var attempt = calls.call(handler, request, check);
        var elapsed = Duration.ofNanos(System.nanoTime() - started);
        metrics.record(handler.pluginId(), request.hook().name(), attempt.status(), elapsed);
        var trace =
                new CallTrace(
                        handler.pluginId(),
                        traced(attempt.status()),
                        elapsed.toMillis(),
                        errorOf(attempt));
        log(request, attempt.status(), trace);
        return new Call(attempt.outcome(), trace);
    }

    private static CallTrace.Outcome traced(Attempt.Status status) {
        return switch (status) {
            case VOID -> CallTrace.Outcome.VOID;
            case VALUE -> CallTrace.Outcome.VALUE;
            case REJECTED -> CallTrace.Outcome.REJECTED;
            case TIMED_OUT -> CallTrace.Outcome.TIMED_OUT;
            case FAILED, CIRCUIT_OPEN, SATURATED -> CallTrace.Outcome.FAILED;
        };
    }

    private static @Nullable String errorOf(Attempt attempt) {
        return switch (attempt.outcome()) {
            case CallOutcome.Kept kept -> null;
            case CallOutcome.Answered answered -> attempt.complaint();
            case CallOutcome.Rejected rejected -> rejected.reason();
            case CallOutcome.TimedOut late ->
                    "no answer within " + late.timeout().toMillis() + " ms";
            case CallOutcome.Failed failed -> failed.reason();
        };
    }

    private static void log(PipelineRequest request, Attempt.Status status, CallTrace trace) {
        var level = levelOf(status, trace);
        if (!LOG.isEnabled(level)) {
            return;
        }
        LOG.logf(
                level,
                "hook called pluginId=%s hook=%s requestId=%s status=%s millis=%d error=%s",
                trace.pluginId(),
                request.hook().name(),
                request.requestId(),
                status,
                trace.millis(),
                trace.error());
    }

    /** A circuit is logged when it opens, not with every call that it spares. */
    private static Logger.Level levelOf(Attempt.Status status, CallTrace trace) {
        return switch (status) {
            case VOID, REJECTED, CIRCUIT_OPEN, SATURATED -> Logger.Level.DEBUG;
            case VALUE -> trace.error() == null ? Logger.Level.DEBUG : Logger.Level.WARN;
            case TIMED_OUT, FAILED -> Logger.Level.WARN;
        };
    }
}
