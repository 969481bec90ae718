package dev.hookline.gateway.delivery;

import dev.hookline.gateway.backlog.AfterEvent;
import dev.hookline.gateway.backlog.Verdict;
import dev.hookline.gateway.call.CallReport;
import dev.hookline.gateway.registry.RegisteredPlugin;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Decides what becomes of an event after a failed attempt.
 *
 * <pre>
 *   410 ──────────────────────────────► the push stops
 *   400 401 403 404 405 413 422, twice ► given up
 *   attempts used up ─────────────────► given up
 *   expires before the next attempt ──► lapses
 *   429 503 with Retry-After ─────────► again when the plugin says, within bounds
 *   anything else ────────────────────► again after the next pause
 * </pre>
 */
@ApplicationScoped
class RetryPolicy {

    private static final int GONE = 410;
    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403, 404, 405, 413, 422);
    private static final Set<Integer> COME_BACK_LATER = Set.of(429, 503);

    /** What becomes of the event, or of the plugin. */
    sealed interface Decision {}

    record Keep(Verdict verdict) implements Decision {}

    /** The event expires before it could be tried again. */
    record Lapse() implements Decision {}

    record Stop(String reason) implements Decision {}

    private final DeliveryConfig config;
    private final RandomGenerator random;
    private final Clock clock;

    RetryPolicy(DeliveryConfig config, RandomGenerator random, Clock clock) {
        // A schedule that makes no sense must stop the start, not the first retry.
        this.random = random;
        this.config = config;
        this.clock = clock;
    }

    /**
     * @param attempts made so far, this one included
     */
    Decision decide(
            RegisteredPlugin plugin,
            AfterEvent event,
            int attempts,
            String reason,
            CallReport report) {
        var hook = event.hook();
        var status = report.status();
        if (status != null && status == GONE) {
            return new Stop("the plugin answered 410 Gone to " + hook);
        }
        var pause = scheduleOf(plugin, hook).after(attempts, random);
        var refusedTwice = status != null && REFUSALS.contains(status) && attempts > 1;
        if (pause.isEmpty() || refusedTwice) {
            return new Keep(new Verdict.GiveUp(attempts, reason, status));
        }
        var now = clock.instant();
        var next = now.plus(askedFor(report, now, pause.get()));
        // Parked until then, it would only hold up its subject.
        return event.isExpired(next)
                ? new Lapse()
                : new Keep(new Verdict.Retry(next, attempts, reason, status));
    }

    private Duration askedFor(CallReport report, Instant now, Duration planned) {
        if (report.status() == null || !COME_BACK_LATER.contains(report.status())) {
            return planned;
        }
        return RetryAfter.read(report.retryAfter(), now)
                .map(asked ->
                        asked.compareTo(config.longestRetryAfter()) > 0
                                ? config.longestRetryAfter()
                                : asked)
                .orElse(planned);
    }

    private RetrySchedule scheduleOf(RegisteredPlugin plugin, String hook) {
        if (hook.equals("cron")) {
            return new RetrySchedule(RetrySchedule.CRON, config.jitter());
        }
        var own = plugin.manifest().retries();
        return new RetrySchedule(own.isEmpty() ? config.retries() : own, config.jitter());
    }
}
