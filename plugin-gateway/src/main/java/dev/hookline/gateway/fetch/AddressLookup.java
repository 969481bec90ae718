package dev.hookline.gateway.fetch;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Finds the addresses of a host within a fetch's time, however long the resolver takes. */
@ApplicationScoped
class AddressLookup {

    /** Platform threads: looking up blocks the carrier of a virtual one. */
    private static final int THREADS = 64;

    /** A name server that never answers keeps a thread for minutes, whatever we do. */
    private static final int PER_PLUGIN = 4;

    private static final int WAITING = 256;

    private final HostResolver resolver;
    private final Map<String, Semaphore> places = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(
                    THREADS,
                    THREADS,
                    30,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(WAITING),
                    Thread.ofPlatform().daemon().name("fetch-lookup-", 0).factory());

    AddressLookup(HostResolver resolver) {
        this.resolver = resolver;
        threads.allowCoreThreadTimeOut(true);
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    /**
     * All addresses of a host, at least one.
     *
     * @param plugin has a few look-ups under way at most; a look-up counts until the resolver has
     *     ended it, not only until its fetch has given up
     * @throws ProblemException 502 when there is none, 504 when the time is over
     */
    List<InetAddress> find(String plugin, HostName host, Duration left) {
        if (host.literal() != null) {
            return List.of(host.literal());
        }
        long deadline = System.nanoTime() + left.toNanos();
        try {
            var place = places.computeIfAbsent(plugin, id -> new Semaphore(PER_PLUGIN, true));
            if (!place.tryAcquire(left.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ProblemException(
                        ProblemType.FETCH_TIMEOUT,
                        "earlier look-ups of plugin " + plugin + " have not ended");
            }
            return begin(host, place).get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw tooLate(host);
        } catch (ExecutionException e) {
            var cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new ProblemException(
                    ProblemType.FETCH_FAILED,
                    cause instanceof UnknownHostException
                            ? "no host has the name " + host.text()
                            : "the name " + host.text() + " could not be looked up");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ProblemException(ProblemType.UNAVAILABLE, "the gateway is stopping");
        }
    }

    private CompletableFuture<List<InetAddress>> begin(HostName host, Semaphore place) {
        var found = new CompletableFuture<List<InetAddress>>();
        try {
            threads.execute(() -> {
                try {
                    found.complete(resolver.resolve(host.text()));
                } catch (UnknownHostException | RuntimeException e) {
                    found.completeExceptionally(e);
                } finally {
                    place.release();
                }
            });
            return found;
        } catch (RejectedExecutionException e) {
            place.release();
            throw tooLate(host);
        }
    }

    private static ProblemException tooLate(HostName host) {
        return new ProblemException(
                ProblemType.FETCH_TIMEOUT, "looking up " + host.text() + " takes too long");
    }
}
