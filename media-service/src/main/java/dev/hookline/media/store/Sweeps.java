package dev.hookline.media.store;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Clock;
import java.util.function.ToDoubleFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Lets the clock sweep, and shows what came of it. */
@ApplicationScoped
class Sweeps {

    private static final Logger LOG = Logger.getLogger(Sweeps.class);

    private final OrphanSweeper sweeper;
    private final Counter orphans;
    private final Counter leftovers;
    private final Counter failures;
    private volatile @Nullable Sweep last;

    Sweeps(
            StoreDirectory directory,
            MediaStore store,
            Orphans orphans,
            SweepConfig config,
            Clock clock,
            MeterRegistry metrics) {
        this.sweeper = new OrphanSweeper(directory, store, orphans, config.grace(), clock);
        this.orphans = removed(metrics, "orphan");
        this.leftovers = removed(metrics, "leftover");
        this.failures =
                Counter.builder("hookline.media.sweep.failures")
                        .description("removals that failed, and sweeps that ended early")
                        .register(metrics);
        gauge(metrics, "objects", "different files at the last sweep", Sweep::objects);
        gauge(metrics, "bytes", "bytes of all of them at the last sweep", Sweep::bytes);
    }

    @Scheduled(
            identity = "sweep-media-store",
            every = "{hookline.media.sweep.every}",
            delayed = "{hookline.media.sweep.delay}",
            concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    @RunOnVirtualThread
    void sweep() {
        try {
            var sweep = sweeper.sweep();
            last = sweep;
            orphans.increment(sweep.orphans());
            leftovers.increment(sweep.leftovers());
            failures.increment(sweep.failures());
            if (sweep.orphans() + sweep.leftovers() > 0) {
                LOG.infof(
                        "the store was swept orphans=%d leftovers=%d",
                        sweep.orphans(), sweep.leftovers());
            }
        } catch (IOException | RuntimeException e) {
            failures.increment();
            LOG.warn("the sweep of the store ended early, the next one goes on", e);
        }
    }

    private static Counter removed(MeterRegistry metrics, String what) {
        return Counter.builder("hookline.media.sweep.removed")
                .description("what sweeps have removed")
                .tag("what", what)
                .register(metrics);
    }

    private void gauge(
            MeterRegistry metrics, String name, String description, ToDoubleFunction<Sweep> value) {
        Gauge.builder("hookline.media.store." + name, () -> ofLast(value))
                .description(description)
                .register(metrics);
    }

    private double ofLast(ToDoubleFunction<Sweep> value) {
        var sweep = last;
        return sweep == null ? Double.NaN : value.applyAsDouble(sweep);
    }
}
