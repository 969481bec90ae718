package dev.hookline.gateway.pipeline;

import dev.hookline.gateway.call.CallOutcome;
import dev.hookline.gateway.health.Admission;
import dev.hookline.gateway.health.PluginHealths;
import dev.hookline.gateway.registry.Handler;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Calls handlers within the bounds of their timeout, the request's deadline, and the plugin's
 * health, and tells the health how it went.
 *
 * <pre>
 *   time left? ──no──► timed out
 *      │yes
 *   circuit ──open──► refused
 *      │closed
 *   place free within the timeout? ──no──► refused
 *      │yes
 *   call ──► check the answer ──► good, void, rejected: success
 *                           ├──► malformed, an error of the plugin: success, it is there
 *                           └──► late, not reachable, broken: failure
 * </pre>
 */
@ApplicationScoped
class GuardedCalls {

    private static final Logger LOG = Logger.getLogger(GuardedCalls.class);

    /** A plugin that is overloaded, or a proxy that does not reach it. */
    private static final Set<Integer> UNREACHABLE = Set.of(429, 502, 503, 504);

    private final HandlerCaller caller;
    private final PluginHealths healths;
    private final Clock clock;

    GuardedCalls(HandlerCaller caller, PluginHealths healths, Clock clock) {
        this.caller = caller;
        this.healths = healths;
        this.clock = clock;
    }

    Attempt call(Handler handler, PipelineRequest request, AnswerCheck check) {
        var patience = patience(handler, request);
        if (patience.toMillis() < 1) {
            return Attempt.made(new CallOutcome.TimedOut(Duration.ZERO));
        }
        long started = System.nanoTime();
        var health = healths.of(handler.pluginId(), handler.plugin().manifest().endpoint());
        return switch (health.admit(patience)) {
            case Admission.CircuitOpen open ->
                    Attempt.refused(Attempt.Status.CIRCUIT_OPEN, open.reason());
            case Admission.Saturated saturated ->
                    Attempt.refused(Attempt.Status.SATURATED, saturated.reason());
            case Admission.Admitted admitted -> {
                try (admitted) {
                    var waited = Duration.ofNanos(System.nanoTime() - started).toMillis();
                    var left = patience.minusMillis(waited);
                    yield call(handler, request, check, left, admitted);
                }
            }
        };
    }

    private Attempt call(
            Handler handler,
            PipelineRequest request,
            AnswerCheck check,
            Duration timeout,
            Admission.Admitted admitted) {
        if (timeout.toMillis() < 1) {
            return Attempt.refused(Attempt.Status.SATURATED, "its turn came too late");
        }
        try {
            var checked = checked(request, caller.call(handler, request, timeout), check);
            judge(admitted, checked.outcome(), timeout, handler);
            return Attempt.made(checked);
        } catch (RuntimeException e) {
            // A fault of ours with one plugin must not become the fault of a whole pipeline.
            LOG.errorf(
                    e,
                    "call broke pluginId=%s hook=%s requestId=%s",
                    handler.pluginId(),
                    request.hook().name(),
                    request.requestId());
            return Attempt.refused(Attempt.Status.FAILED, "the plugin could not be called");
        }
    }

    private Duration patience(Handler handler, PipelineRequest request) {
        var left = Duration.between(clock.instant(), request.deadline());
        var timeout = handler.subscription().timeout();
        return left.compareTo(timeout) < 0 ? left : timeout;
    }

    private static AnswerCheck.Checked checked(
            PipelineRequest request, CallOutcome outcome, AnswerCheck check) {
        return outcome instanceof CallOutcome.Answered answered
                ? check.check(request.hook(), answered.value()).usable(answered.maxAge())
                : new AnswerCheck.Checked(outcome, null);
    }

    private static void judge(
            Admission.Admitted admitted, CallOutcome outcome, Duration given, Handler handler) {
        switch (outcome) {
            case CallOutcome.Kept kept -> admitted.succeeded();
            case CallOutcome.Answered answered -> admitted.succeeded();
            case CallOutcome.Rejected rejected -> admitted.succeeded();
            case CallOutcome.Failed failed -> {
                // An error that one input causes must not keep others from the plugin.
                if (isReachable(failed)) {
                    admitted.succeeded();
                } else {
                    admitted.failed();
                }
            }
            case CallOutcome.TimedOut late -> {
                // A plugin that was left only a moment is not to blame for missing it.
                var fair = handler.subscription().timeout().dividedBy(2);
                if (given.compareTo(fair) >= 0) {
                    admitted.failed();
                }
            }
        }
    }

    private static boolean isReachable(CallOutcome.Failed failed) {
        return failed.status() != null && !UNREACHABLE.contains(failed.status());
    }
}
