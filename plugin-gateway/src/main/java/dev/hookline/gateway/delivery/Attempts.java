package dev.hookline.gateway.delivery;

import dev.hookline.gateway.backlog.AfterEvent;
import dev.hookline.gateway.backlog.Verdict;
import dev.hookline.gateway.registry.RegisteredPlugin;
import dev.hookline.kit.text.ForeignText;
import dev.hookline.schemas.plugin.HookSubscription;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Takes one event one step further.
 *
 * <pre>
 *   not for this plugin, or expired ──► done
 *   plugins that it depends on ───────► later, or withheld
 *   not readable ─────────────────────► given up
 *   call ──► taken ───────────────────► done
 *       └──► failed ──► policy ───────► later, given up, lapsed, or the push stops
 * </pre>
 */
@ApplicationScoped
class Attempts {

    /** What became of the event. */
    sealed interface Outcome {}

    /**
     * Nothing is left to be done.
     *
     * @param called whether the plugin was asked
     */
    record Done(boolean called) implements Outcome {}

    /**
     * It is to be kept.
     *
     * @param called whether the plugin was asked
     */
    record Keep(Verdict verdict, boolean called) implements Outcome {}

    /** The plugin wants nothing more. */
    record Stop(String reason) implements Outcome {}

    private static final Done TAKEN = new Done(true);
    private static final Done NOTHING_TO_DO = new Done(false);

    private static final Duration SHORTEST_LOOK = Duration.ofSeconds(1);
    private static final Duration LONGEST_LOOK = Duration.ofSeconds(30);

    private final Addressee addressee;
    private final Dependencies dependencies;
    private final DeliveryAttempt call;
    private final RetryPolicy policy;
    private final AttemptRecords records;
    private final Clock clock;

    Attempts(
            Addressee addressee,
            Dependencies dependencies,
            DeliveryAttempt call,
            RetryPolicy policy,
            AttemptRecords records,
            Clock clock) {
        this.addressee = addressee;
        this.dependencies = dependencies;
        this.call = call;
        this.policy = policy;
        this.records = records;
        this.clock = clock;
    }

    /**
     * What becomes of an event without a call; null when the plugin is to be called.
     *
     * @param attempt from 1
     */
    @Nullable Outcome insteadOfCall(RegisteredPlugin plugin, AfterEvent event, int attempt) {
        var subscription = addressee.subscription(plugin, event);
        if (subscription.isEmpty()) {
            return NOTHING_TO_DO;
        }
        if (event.isExpired(clock.instant())) {
            records.expired(plugin, event, attempt - 1);
            return NOTHING_TO_DO;
        }
        return switch (dependencies.ask(plugin, subscription.get(), event)) {
            case Dependencies.Go go -> null;
            case Dependencies.Wait(var other) ->
                    new Keep(
                            new Verdict.Retry(
                                    clock.instant().plus(pauseFor(event)),
                                    attempt - 1,
                                    "waits for " + other,
                                    null),
                            false);
            case Dependencies.Withhold(var other) -> {
                var reason = "withheld: " + other + " did not get it";
                records.withheld(plugin, event, reason);
                yield new Keep(new Verdict.Withhold(attempt - 1, reason), false);
            }
        };
    }

    /** The longer an event has waited, the longer it may wait until the next look. */
    private Duration pauseFor(AfterEvent event) {
        var age = Duration.between(event.recordedAt(), clock.instant()).dividedBy(4);
        return age.compareTo(SHORTEST_LOOK) < 0
                ? SHORTEST_LOOK
                : age.compareTo(LONGEST_LOOK) > 0 ? LONGEST_LOOK : age;
    }

    /**
     * Calls the plugin.
     *
     * @param attempt from 1
     */
    Outcome call(RegisteredPlugin plugin, AfterEvent event, int attempt) {
        var subscription = addressee.subscription(plugin, event);
        return subscription.isEmpty()
                ? NOTHING_TO_DO
                : call(plugin, subscription.get(), event, attempt);
    }

    private Outcome call(
            RegisteredPlugin plugin, HookSubscription subscription, AfterEvent event, int attempt) {
        long started = System.nanoTime();
        DeliveryAttempt.Result result;
        try {
            result = call.deliver(plugin, subscription, event, attempt);
        } catch (IOException | IllegalArgumentException e) {
            // Waiting does not help, but an operator or a newer gateway may: it is never lost.
            var reason = ForeignText.asReason("the event cannot be read: " + e.getMessage());
            records.unreadable(plugin, event, attempt, reason);
            return new Keep(new Verdict.GiveUp(attempt, reason, null), false);
        }
        long nanos = System.nanoTime() - started;
        return switch (result) {
            case DeliveryAttempt.Delivered delivered -> {
                records.delivered(plugin, event, attempt, nanos, delivered.report());
                yield TAKEN;
            }
            case DeliveryAttempt.Failed failed -> {
                var decision =
                        policy.decide(plugin, event, attempt, failed.reason(), failed.report());
                records.failed(plugin, event, attempt, nanos, failed, decision);
                yield switch (decision) {
                    case RetryPolicy.Keep keep -> new Keep(keep.verdict(), true);
                    case RetryPolicy.Lapse lapse -> NOTHING_TO_DO;
                    case RetryPolicy.Stop stop -> new Stop(stop.reason());
                };
            }
        };
    }
}
