package dev.hookline.gateway.pluginapi;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Bounds the database connections that plugins' own data take, so that the rest of the gateway
 * always finds one. A request waits for a place of its plugin first: those that wait there are in
 * nobody else's way.
 */
@ApplicationScoped
public class DatabasePlaces {

    private final QuotasConfig.Database config;
    private final Semaphore together;
    private final Map<String, Semaphore> each = new ConcurrentHashMap<>();

    DatabasePlaces(QuotasConfig quotas) {
        this.config = quotas.database();
        this.together = new Semaphore(config.together(), true);
    }

    /**
     * Works in one of the plugin's places.
     *
     * @throws ProblemException 429 {@code too-many-at-once} when none is free in time
     */
    public <T> T within(String pluginId, Supplier<T> work) {
        var own = each.computeIfAbsent(pluginId, id -> new Semaphore(config.perPlugin(), true));
        long deadline = System.nanoTime() + config.patience().toNanos();
        take(own, deadline, "plugin " + pluginId + " has too many queries under way");
        try {
            take(together, deadline, "plugins have too many queries under way");
            try {
                return work.get();
            } finally {
                together.release();
            }
        } finally {
            own.release();
        }
    }

    private static void take(Semaphore places, long deadline, String refusal) {
        try {
            var left = Duration.ofNanos(deadline - System.nanoTime());
            if (!places.tryAcquire(left.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ProblemException(ProblemType.TOO_MANY_AT_ONCE, refusal);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemType.UNAVAILABLE, "the gateway is stopping");
        }
    }
}
