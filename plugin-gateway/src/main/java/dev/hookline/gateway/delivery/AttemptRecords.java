package dev.hookline.gateway.delivery;

import dev.hookline.gateway.backlog.AfterEvent;
import dev.hookline.gateway.backlog.Verdict;
import dev.hookline.gateway.call.CallReport;
import dev.hookline.gateway.cron.TaskRuns;
import dev.hookline.gateway.deliverylog.DeliveryLog;
import dev.hookline.gateway.deliverylog.LoggedAttempt;
import dev.hookline.gateway.deliverylog.LoggedAttempt.Status;
import dev.hookline.gateway.registry.RegisteredPlugin;
import dev.hookline.schemas.bus.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Counts and times every attempt, and writes it into the delivery log. */
@ApplicationScoped
class AttemptRecords {

    private static final Logger LOG = Logger.getLogger(AttemptRecords.class);

    private static final Duration[] BUCKETS = {
        Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(25),
        Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
                Duration.ofMillis(500),
        Duration.ofSeconds(1), Duration.ofMillis(2500), Duration.ofSeconds(5),
                Duration.ofSeconds(10)
    };

    private record Series(String pluginId, String hook, Status status) {}

    private record Taker(String pluginId, String hook) {}

    private final MeterRegistry metrics;
    private final DeliveryLog log;
    private final TaskRuns runs;
    private final Clock clock;
    private final Map<Series, Timer> timers = new ConcurrentHashMap<>();
    private final Map<Taker, Timer> delays = new ConcurrentHashMap<>();

    AttemptRecords(MeterRegistry metrics, DeliveryLog log, TaskRuns runs, Clock clock) {
        this.metrics = metrics;
        this.log = log;
        this.runs = runs;
        this.clock = clock;
    }

    void delivered(
            RegisteredPlugin plugin, AfterEvent event, int attempt, long nanos, CallReport report) {
        record(plugin, event, attempt, Status.DELIVERED, nanos, null, report);
        noteRun(plugin, event, nanos, TaskRuns.Outcome.SUCCEEDED);
        // What is not read yet has no hook: how far a hook is behind shows in what arrives.
        delays.computeIfAbsent(new Taker(plugin.id(), event.hook()), this::delay)
                .record(Duration.between(event.recordedAt(), clock.instant()));
    }

    void failed(
            RegisteredPlugin plugin,
            AfterEvent event,
            int attempt,
            long nanos,
            DeliveryAttempt.Failed failed,
            RetryPolicy.Decision decision) {
        var status =
                switch (decision) {
                    case RetryPolicy.Keep keep -> statusOf(keep.verdict());
                    case RetryPolicy.Lapse lapse -> Status.EXPIRED;
                    case RetryPolicy.Stop stop -> Status.STOPPED;
                };
        record(plugin, event, attempt, status, nanos, failed.reason(), failed.report());
        noteRun(plugin, event, nanos, TaskRuns.Outcome.FAILED);
        if (status == Status.DEAD) {
            LOG.warnf(
                    "delivery given up pluginId=%s hook=%s eventId=%s subject=%s attempt=%d"
                            + " status=%s",
                    plugin.id(),
                    event.hook(),
                    event.id(),
                    event.subject(),
                    attempt,
                    failed.reason());
        }
    }

    private void noteRun(
            RegisteredPlugin plugin, AfterEvent event, long nanos, TaskRuns.Outcome outcome) {
        if (event.partition().topic().equals(Topics.CRON)) {
            runs.ran(plugin.id(), event.subject(), clock.instant().minusNanos(nanos), outcome);
        }
    }

    void expired(RegisteredPlugin plugin, AfterEvent event, int attempts) {
        withoutCall(plugin, event, attempts, Status.EXPIRED, null);
    }

    void withheld(RegisteredPlugin plugin, AfterEvent event, String reason) {
        withoutCall(plugin, event, 0, Status.WITHHELD, reason);
    }

    void unreadable(RegisteredPlugin plugin, AfterEvent event, int attempt, String reason) {
        withoutCall(plugin, event, attempt, Status.DEAD, reason);
        LOG.errorf(
                "delivery given up pluginId=%s hook=%s eventId=%s subject=%s: %s",
                plugin.id(), event.hook(), event.id(), event.subject(), reason);
    }

    private void withoutCall(
            RegisteredPlugin plugin,
            AfterEvent event,
            int attempts,
            Status status,
            @Nullable String reason) {
        metrics.counter(
                        "hookline.deliveries.not.sent",
                        "plugin",
                        plugin.id(),
                        "hook",
                        event.hook(),
                        "reason",
                        status.text())
                .increment();
        log.write(line(plugin, event, attempts, status, 0, reason, null));
    }

    private void record(
            RegisteredPlugin plugin,
            AfterEvent event,
            int attempt,
            Status status,
            long nanos,
            @Nullable String reason,
            CallReport report) {
        timers.computeIfAbsent(new Series(plugin.id(), event.hook(), status), this::timer)
                .record(nanos, TimeUnit.NANOSECONDS);
        log.write(line(plugin, event, attempt, status, nanos, reason, report));
    }

    private LoggedAttempt line(
            RegisteredPlugin plugin,
            AfterEvent event,
            int attempt,
            Status status,
            long nanos,
            @Nullable String reason,
            @Nullable CallReport report) {
        return new LoggedAttempt(
                clock.instant(),
                plugin.id(),
                event.id(),
                event.hook(),
                event.subject(),
                attempt,
                status,
                report == null ? null : report.status(),
                (int) TimeUnit.NANOSECONDS.toMillis(nanos),
                reason,
                report == null ? null : report.answer());
    }

    private Timer timer(Series series) {
        return Timer.builder("hookline.deliveries")
                .description("attempts to deliver an after hook")
                .tag("plugin", series.pluginId())
                .tag("hook", series.hook())
                .tag("outcome", series.status().text())
                .serviceLevelObjectives(BUCKETS)
                .register(metrics);
    }

    private Timer delay(Taker taker) {
        return Timer.builder("hookline.delivery.delay")
                .description("from an event's publication until a plugin has taken it")
                .tag("plugin", taker.pluginId())
                .tag("hook", taker.hook())
                .register(metrics);
    }

    private static Status statusOf(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Retry retry -> Status.DEFERRED;
            case Verdict.GiveUp given -> Status.DEAD;
            case Verdict.Withhold withheld -> Status.WITHHELD;
        };
    }
}
