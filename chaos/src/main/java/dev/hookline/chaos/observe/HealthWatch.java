package dev.hookline.chaos.observe;

import dev.hookline.chaos.evidence.HealthSample;
import dev.hookline.chaos.stack.Replica;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Asks each replica twice a second whether it is ready. */
public final class HealthWatch implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Clock clock;
    private final HttpClient client = HttpClient.newHttpClient();
    private final ConcurrentLinkedQueue<HealthSample> samples = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    public HealthWatch(List<Replica> replicas, Clock clock) {
        this.clock = clock;
        for (var replica : replicas) {
            threads.add(Thread.ofVirtual().start(() -> watch(replica)));
        }
    }

    public List<HealthSample> samples() {
        return List.copyOf(samples);
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        client.shutdownNow();
    }

    private void watch(Replica replica) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                boolean ready = isReady(replica);
                samples.add(new HealthSample(replica.name(), clock.instant(), ready));
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReady(Replica replica) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(replica.ownUrl().resolve("/q/health/ready"))
                        .timeout(PATIENCE)
                        .build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException away) {
            return false;
        }
    }
}
