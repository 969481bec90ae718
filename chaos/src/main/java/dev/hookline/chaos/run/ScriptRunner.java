package dev.hookline.chaos.run;

import dev.hookline.chaos.script.Fault;
import dev.hookline.chaos.script.Script;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/**
 * Begins each fault of a script at its time, and says when the faults of a round have all been
 * healed.
 */
final class ScriptRunner {

    private static final Duration HEALING = Duration.ofMinutes(2);

    private final FaultInjector injector;
    private final Clock clock;
    private final Consumer<String> progress;
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    ScriptRunner(FaultInjector injector, Clock clock, Consumer<String> progress) {
        this.injector = injector;
        this.clock = clock;
        this.progress = progress;
    }

    /** Runs the script; the moments at which everything was healed, each followed by a calm. */
    List<Instant> run(Script script) throws InterruptedException {
        var heals = new ArrayList<Instant>();
        var begun = System.nanoTime();
        var after = Duration.ZERO;
        for (var end : script.rounds()) {
            var threads = new ArrayList<Thread>();
            for (var fault : script.faults()) {
                if (fault.at().compareTo(after) >= 0 && fault.at().compareTo(end) < 0) {
                    sleepUntil(begun + fault.at().toNanos());
                    progress.accept(fault.toString());
                    threads.add(Thread.ofVirtual().start(() -> inject(fault)));
                }
            }
            for (var thread : threads) {
                if (!thread.join(HEALING)) {
                    throw new IllegalStateException("a fault is not healed");
                }
            }
            failures.stream()
                    .findFirst()
                    .ifPresent(failure -> {
                        throw new IllegalStateException("a fault could not be injected", failure);
                    });
            heals.add(clock.instant());
            progress.accept("everything is healed");
            Thread.sleep(Script.CALM);
            after = end;
            // What was late moves the rest of the script.
            begun = Math.max(begun, System.nanoTime() - end.plus(Script.CALM).toNanos());
        }
        return heals;
    }

    private void inject(Fault fault) {
        try {
            injector.inject(fault);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException failure) {
            failures.add(failure);
        }
    }

    private static void sleepUntil(long nanos) throws InterruptedException {
        long left = nanos - System.nanoTime();
        if (left > 0) {
            Thread.sleep(Duration.ofNanos(left));
        }
    }
}
