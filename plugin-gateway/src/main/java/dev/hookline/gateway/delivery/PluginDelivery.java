package dev.hookline.gateway.delivery;

import dev.hookline.gateway.backlog.AfterEvent;
import dev.hookline.gateway.backlog.Backlog;
import dev.hookline.gateway.backlog.Lane;
import dev.hookline.gateway.backlog.Ownership;
import dev.hookline.gateway.backlog.Verdict;
import dev.hookline.gateway.registry.RegisteredPlugin;
import io.micrometer.core.instrument.Meter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Pushes events to one plugin with a consumer group of its own, so that a slow or dead plugin
 * delays nobody else.
 *
 * <pre>
 *   poll ──► lane of the subject ──► attempt ──► taken ──► offset finished ──► committed
 *     ▲              ▲                     └──► failed ──► parked in the database, offset finished
 *     │              └── due ◄── look for due subjects ◄──┘
 *     └── paused while the window is full or the plugin is down
 * </pre>
 */
final class PluginDelivery implements LaneWorker.Post, DeliveryState, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(PluginDelivery.class);
    private static final Duration HASTE = Duration.ofSeconds(5);

    /** Other plugins usually finish soon, and waiting in memory costs the database nothing. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration BRIEFLY = Duration.ofMillis(10);

    private final String pluginId;
    private final int concurrency;
    private final DeliveryEngine engine;
    private final EventMemory.Share memory;
    private final OffsetLedger offsets;
    private final Map<TopicPartition, Ownership> owned = new ConcurrentHashMap<>();
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final SubjectLanes lanes;
    private final LaneWorker worker;
    private final Semaphore places;
    private final Intake intake;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final RecordIntake records;
    private final DueSubjects due;
    private final List<Meter.Id> gauges;
    private volatile Backlog.Size waiting = new Backlog.Size(0, 0, null);

    PluginDelivery(RegisteredPlugin plugin, DeliveryEngine engine) {
        this.pluginId = plugin.id();
        this.concurrency = plugin.manifest().concurrency();
        this.engine = engine;
        this.memory = engine.memory().share();
        this.offsets = new OffsetLedger(memory);
        this.places = new Semaphore(concurrency);
        this.intake = new Intake(engine.clock());
        this.worker = new LaneWorker(this, engine.backlog(), offsets);
        this.lanes = new SubjectLanes(workers, this::work);
        this.records = new RecordIntake(this, plugin.pushTopics());
        this.due = new DueSubjects(this);
        engine.progress().follow(pluginId, offsets);
        this.gauges = engine.gauges().show(pluginId, this);
        Thread.ofPlatform().daemon().name("delivery-" + pluginId).start(this::run);
        Thread.ofVirtual().name("due-" + pluginId).start(due::run);
    }

    /**
     * Stops pushing without waiting for it. Attempts under way may still end; what is not finished
     * is read again by whoever comes next.
     */
    @Override
    public void close() {
        stopped.countDown();
        records.wakeUp();
        engine.gauges().hide(gauges);
    }

    /** Waits until nothing of this delivery is at work any more, at most that long. */
    void awaitClosed(Duration longest) {
        try {
            if (!closed.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf("delivery did not end in time pluginId=%s", pluginId);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            records.run();
        } finally {
            workers.shutdownNow();
            engine.progress().forget(pluginId, offsets);
            closed.countDown();
        }
    }

    private void work(SubjectLanes.Shift shift) {
        worker.work(lanes, shift);
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    @Override
    public @Nullable Ownership ownership(Lane lane) {
        return owned.get(lane.partition());
    }

    @Override
    public Attempts.@Nullable Outcome attempt(AfterEvent event, int attempt) {
        // Whoever waits for another plugin takes no place from those who need not.
        var instead = insteadOfCall(event, attempt);
        if (instead != null) {
            return instead;
        }
        return call(event, attempt);
    }

    /** What becomes of the event without a call, null when the plugin is to be called. */
    private Attempts.@Nullable Outcome insteadOfCall(AfterEvent event, int attempt) {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var plugin = engine.rosters().current().find(pluginId);
            if (!isRunning() || plugin.isEmpty() || !plugin.get().isActive()) {
                return null;
            }
            var instead = engine.attempts().insteadOfCall(plugin.get(), event, attempt);
            var mayBeSoon =
                    instead instanceof Attempts.Keep(var verdict, var called)
                            && verdict instanceof Verdict.Retry
                            && attempt == 1;
            if (!mayBeSoon || System.nanoTime() > patience) {
                return instead;
            }
            pause(BRIEFLY);
        }
    }

    private Attempts.@Nullable Outcome call(AfterEvent event, int attempt) {
        try {
            places.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
        try {
            var plugin = engine.rosters().current().find(pluginId);
            if (!isRunning() || plugin.isEmpty() || !plugin.get().isActive()) {
                return null;
            }
            var outcome = engine.attempts().call(plugin.get(), event, attempt);
            observe(outcome);
            return outcome;
        } finally {
            places.release();
        }
    }

    private void observe(Attempts.Outcome outcome) {
        switch (outcome) {
            case Attempts.Done(var called) -> {
                if (called && intake.succeeded()) {
                    recovered();
                }
            }
            case Attempts.Keep(var verdict, var called) -> {
                if (called && intake.failed()) {
                    LOG.warnf("plugin fails every call, reading less for it pluginId=%s", pluginId);
                }
            }
            case Attempts.Stop stop -> {}
        }
    }

    /** What waits need not wait for hours any more. */
    private void recovered() {
        try {
            int hastened = engine.backlog().hasten(pluginId, List.copyOf(owned.keySet()), HASTE);
            LOG.infof("plugin takes calls again pluginId=%s hastened=%d", pluginId, hastened);
            due.lookAt(engine.clock().instant());
        } catch (RuntimeException e) {
            // They are tried again at their own times.
            LOG.warnf(e, "cannot hasten what waits pluginId=%s", pluginId);
        }
    }

    @Override
    public void stopPush(String reason) {
        stopped.countDown();
        records.wakeUp();
        try {
            engine.stops().stop(pluginId, reason);
        } catch (SQLException | RuntimeException e) {
            // The next start asks the plugin again and hears the same.
            LOG.errorf(e, "cannot keep that the push has stopped pluginId=%s", pluginId);
        }
    }

    @Override
    public EventMemory.@Nullable PageRoom awaitPageRoom() {
        return memory.awaitPage();
    }

    @Override
    public void dueAt(Instant at) {
        due.lookAt(at);
    }

    @Override
    public void pause(Duration pause) {
        try {
            stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void look() {
        waiting = engine.backlog().size(pluginId);
    }

    boolean mayRead() {
        return waiting.events() < engine.config().waiting()
                && offsets.hasRoom(engine.config().window(), windowBytes())
                && offsets.fitsMemory()
                && intake.mayPoll();
    }

    long windowBytes() {
        return Math.min(engine.config().windowBytes().asLongValue(), memory.bytes());
    }

    String pluginId() {
        return pluginId;
    }

    int concurrency() {
        return concurrency;
    }

    DeliveryEngine engine() {
        return engine;
    }

    OffsetLedger offsets() {
        return offsets;
    }

    SubjectLanes lanes() {
        return lanes;
    }

    Map<TopicPartition, Ownership> owned() {
        return owned;
    }

    @Override
    public long lag() {
        return records.lag();
    }

    @Override
    public int inMemory() {
        return offsets.unfinished();
    }

    @Override
    public int parkedSubjects() {
        return lanes.parkedSubjects();
    }

    @Override
    public long waiting() {
        return waiting.events();
    }

    @Override
    public double waitingAgeSeconds() {
        var oldest = waiting.oldest();
        return oldest == null
                ? 0
                : Duration.between(oldest, engine.clock().instant()).toMillis() / 1000.0;
    }
}
