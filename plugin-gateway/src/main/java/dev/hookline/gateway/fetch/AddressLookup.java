package dev.hookline.gateway.fetch;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Finds the addresses of a host within a fetch's time, however long the resolver takes. */
@ApplicationScoped
class AddressLookup {

    /** Platform threads: looking up blocks the carrier of a virtual one. */
    private static final int THREADS = 16;

    private final HostResolver resolver;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(
                    THREADS, Thread.ofPlatform().daemon().name("fetch-lookup-", 0).factory());

    AddressLookup(HostResolver resolver) {
        this.resolver = resolver;
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    /**
     * All addresses of a host, at least one.
     *
     * @throws ProblemException 502 when there is none, 504 when the time is over
     */
    List<InetAddress> find(HostName host, Duration left) {
        if (host.literal() != null) {
            return List.of(host.literal());
        }
        var lookup = threads.submit(() -> resolver.resolve(host.text()));
        try {
            return lookup.get(left.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            lookup.cancel(true);
            throw new ProblemException(
                    ProblemType.FETCH_TIMEOUT, "looking up " + host.text() + " takes too long");
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
}
