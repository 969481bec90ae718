package dev.hookline.gateway.deliverylog;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes lines without ever waiting and writes them in batches from a thread of its own. Lines that
 * have not been written are lost with the process.
 */
@ApplicationScoped
public class DeliveryLog {

    private static final Logger LOG = Logger.getLogger(DeliveryLog.class);
    private static final int BATCH = 1000;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final BlockingQueue<LoggedAttempt> lines;
    private final DeliveryLogTable table;
    private final DeliveryLogConfig config;
    private final Counter lost;
    private volatile boolean running;
    private @Nullable Thread writer;

    DeliveryLog(DeliveryLogTable table, DeliveryLogConfig config, MeterRegistry metrics) {
        this.table = table;
        this.config = config;
        this.lines = new ArrayBlockingQueue<>(config.buffer());
        this.lost =
                Counter.builder("hookline.delivery.log.lost")
                        .description("attempts that were not logged")
                        .register(metrics);
    }

    public void write(LoggedAttempt line) {
        if (line.status() == LoggedAttempt.Status.DELIVERED && !config.successes()) {
            return;
        }
        if (!lines.offer(line)) {
            lost.increment();
        }
    }

    void start(@Observes StartupEvent event) {
        running = true;
        writer = Thread.ofPlatform().daemon().name("delivery-log").start(this::run);
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        running = false;
        if (writer != null) {
            writer.join(Duration.ofSeconds(2));
        }
    }

    private void run() {
        var batch = new ArrayList<LoggedAttempt>(BATCH);
        try {
            while (running || !lines.isEmpty()) {
                var first = lines.poll(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                if (first == null) {
                    continue;
                }
                batch.add(first);
                lines.drainTo(batch, BATCH - 1);
                write(batch);
                batch.clear();
                if (running && lines.size() < BATCH / 2) {
                    // Fewer, larger batches cost the database less than many small ones.
                    TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(List<LoggedAttempt> batch) throws InterruptedException {
        try {
            table.insert(batch);
        } catch (SQLException | RuntimeException e) {
            lost.increment(batch.size());
            LOG.warnf("cannot write the delivery log, lines=%d: %s", batch.size(), e.getMessage());
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
        }
    }
}
