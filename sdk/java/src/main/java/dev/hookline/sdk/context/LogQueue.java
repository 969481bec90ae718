package dev.hookline.sdk.context;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Log lines on their way to the gateway, in order; when it fills up, the newest are dropped. */
final class LogQueue implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(LogQueue.class.getName());
    private static final int CAPACITY = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final ThreadPoolExecutor sender =
            new ThreadPoolExecutor(
                    1,
                    1,
                    0,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(CAPACITY),
                    Thread.ofVirtual().name("plugin-log").factory(),
                    (line, full) ->
                            LOG.log(
                                    System.Logger.Level.WARNING,
                                    "log lines come too fast: one is lost"));

    void add(Runnable sending) {
        sender.execute(() -> {
            try {
                sending.run();
            } catch (RuntimeException failure) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "a log line did not reach the gateway: " + failure.getMessage());
            }
        });
    }

    /** Sends what waits, for at most two seconds. */
    @Override
    public void close() {
        sender.shutdown();
        try {
            if (!sender.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                sender.shutdownNow();
            }
        } catch (InterruptedException interruption) {
            sender.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
