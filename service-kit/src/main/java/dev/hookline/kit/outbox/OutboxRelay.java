package dev.hookline.kit.outbox;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what transactions left in the outbox, in order per key, at least once.
 *
 * <pre>
 *   wake-up or poll ──► leader? ──no──► pause
 *                          │yes
 *                          ▼
 *                  read oldest batch ──empty──► wait for wake-up
 *                          │
 *                          ▼
 *             send all ──► await acks ──► delete what arrived ──► next batch
 *                                │some failed
 *                                ▼
 *             delete only what precedes the first failure of its key, pause, read again
 * </pre>
 */
@ApplicationScoped
class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    private final OutboxTable table;
    private final EventPublisher publisher;
    private final RelayLeadership leadership;
    private final RelayWakeUp wakeUp;
    private final OutboxConfig config;
    private volatile boolean running;
    private @Nullable Thread thread;

    OutboxRelay(
            OutboxTable table,
            EventPublisher publisher,
            RelayLeadership leadership,
            RelayWakeUp wakeUp,
            OutboxConfig config) {
        this.table = table;
        this.publisher = publisher;
        this.leadership = leadership;
        this.wakeUp = wakeUp;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        running = true;
        thread = Thread.ofPlatform().daemon().name("outbox-relay").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        wakeUp.signal();
        if (thread != null) {
            thread.join(config.poll().plusSeconds(2));
        }
        leadership.release();
    }

    private void run() {
        while (running) {
            try {
                if (!leadership.isHeld()) {
                    wakeUp.await(config.retry());
                } else if (!publishBatch()) {
                    wakeUp.await(config.poll());
                }
            } catch (SQLException e) {
                LOG.warnf("cannot read the outbox: %s", e.getMessage());
                leadership.release();
                pause();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException e) {
                // The relay must outlive any single event; the row stays and is tried again.
                LOG.error("cannot relay the outbox", e);
                pause();
            }
        }
    }

    /** Publishes the oldest events; whether more may be waiting. */
    private boolean publishBatch() throws SQLException {
        var batch = table.oldest(config.batchSize());
        if (batch.isEmpty()) {
            return false;
        }
        var sends = batch.stream().map(pending -> publisher.publish(pending.event())).toList();
        var published = published(batch, sends);
        if (!published.isEmpty()) {
            table.delete(published);
        }
        if (published.size() < batch.size()) {
            pause();
        }
        return true;
    }

    /**
     * Positions of the events that arrived, without those behind a failed event of the same lane.
     */
    private static List<Long> published(
            List<PendingEvent> batch, List<CompletableFuture<Void>> sends) {
        var blocked = new HashSet<String>();
        var published = new ArrayList<Long>(batch.size());
        for (int i = 0; i < batch.size(); i++) {
            var pending = batch.get(i);
            if (!arrived(pending, sends.get(i))) {
                blocked.add(pending.lane());
            } else if (!blocked.contains(pending.lane())) {
                published.add(pending.position());
            }
        }
        return published;
    }

    private static boolean arrived(PendingEvent pending, CompletableFuture<Void> send) {
        try {
            send.join();
            return true;
        } catch (CompletionException e) {
            LOG.warnf(
                    "event not published, will be tried again topic=%s subject=%s: %s",
                    pending.event().topic(), pending.event().key(), e.getCause());
            return false;
        }
    }

    private void pause() {
        try {
            wakeUp.await(config.retry());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
