package dev.hookline.kit.outbox;

import dev.hookline.kit.outbox.OutboxTable.Blocked;
import dev.hookline.kit.thread.LiveThreads;
import dev.hookline.kit.thread.SupervisedLoop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what transactions left in the outbox, in order per key, at least once.
 *
 * <pre>
 *   wake-up or poll ──► leader? ──no──► pause
 *                          │yes
 *                          ▼
 *         read oldest batch, by rows and bytes, ──empty──► wait for wake-up
 *         without blocked lanes and topics
 *                          │
 *                          ▼
 *         send: all lanes at once, each lane one after the other
 *            │acknowledged        │failed
 *            ▼                    ▼
 *         delete the row       block the lane for 0.5 s … 5 s,
 *                              or the topic until it can be reached
 * </pre>
 */
@ApplicationScoped
class OutboxRelay {

    private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

    /** After this, no further event of a batch is begun: other replicas' rows wait, too. */
    private static final Duration LONGEST_BATCH = Duration.ofSeconds(5);

    /** Commits wake the relay; with blocked rows at the head of the table, looks are not free. */
    private static final Duration BETWEEN_LOOKS_WHILE_BLOCKED = Duration.ofMillis(50);

    private final OutboxTable table;
    private final EventPublisher publisher;
    private final RelayLeadership leadership;
    private final RelayWakeUp wakeUp;
    private final OutboxConfig config;
    private final LiveThreads threads;
    private final BlockedLanes lanes;
    private final BlockedTopics topics;
    private @Nullable SupervisedLoop loop;

    OutboxRelay(
            OutboxTable table,
            EventPublisher publisher,
            RelayLeadership leadership,
            RelayWakeUp wakeUp,
            OutboxConfig config,
            LiveThreads threads) {
        this.table = table;
        this.publisher = publisher;
        this.leadership = leadership;
        this.wakeUp = wakeUp;
        this.config = config;
        this.threads = threads;
        this.lanes = new BlockedLanes(config.retry());
        this.topics = new BlockedTopics(publisher::reaches, config.retry());
    }

    void start(@Observes StartupEvent event) {
        loop = threads.start("outbox-relay", this::turn);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (loop != null) {
            loop.stop();
            wakeUp.signal();
            loop.awaitEnd(config.poll().plusSeconds(2));
        }
        topics.close();
        leadership.release();
    }

    private void turn(SupervisedLoop loop) throws Exception {
        try {
            if (!leadership.isHeld()) {
                // Not woken by commits: each would cost the database an attempt to lock.
                loop.pause(config.retry());
            } else if (!publishBatch(loop)) {
                wakeUp.await(config.poll());
            }
        } catch (SQLException e) {
            LOG.warnf("cannot read the outbox: %s", e.getMessage());
            leadership.release();
            loop.pause(config.retry());
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            // Whatever it is, another replica may do better. The row stays and is tried again.
            leadership.release();
            throw e;
        }
    }

    /** Publishes the oldest events; whether more may be waiting. */
    private boolean publishBatch(SupervisedLoop loop) throws SQLException, InterruptedException {
        var blocked = new Blocked(topics.now(), lanes.at(System.nanoTime()));
        var batch = table.oldest(config.batchSize(), config.batchBytes().asLongValue(), blocked);
        if (batch.isEmpty()) {
            if (!blocked.isEmpty()) {
                loop.pause(BETWEEN_LOOKS_WHILE_BLOCKED);
            }
            return false;
        }
        long latest = System.nanoTime() + LONGEST_BATCH.toNanos();
        var sender =
                new LaneSender(
                        publisher,
                        () ->
                                leadership.isConfirmed()
                                        && !loop.isStopping()
                                        && latest - System.nanoTime() > 0);
        var outcome = sender.send(batch);
        outcome.failed().forEach(this::block);
        for (var pending : batch) {
            if (outcome.published().contains(pending.position())) {
                lanes.succeeded(pending.lane());
            }
        }
        if (!outcome.published().isEmpty()) {
            table.delete(outcome.published());
        }
        return true;
    }

    private void block(LaneSender.Failed failed) {
        var event = failed.pending().event();
        LOG.warnf(
                "event not published, will be tried again topic=%s subject=%s: %s",
                event.topic(), event.key(), failed.cause());
        if (failed.concernsTopic()) {
            topics.unreachable(event.topic());
        } else {
            lanes.failed(failed.pending().lane(), System.nanoTime());
        }
    }
}
