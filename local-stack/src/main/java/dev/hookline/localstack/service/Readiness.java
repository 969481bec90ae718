package dev.hookline.localstack.service;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;

/** Waits until an address answers 200. */
public final class Readiness {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration PATIENCE_PER_ASK = Duration.ofSeconds(3);

    private final HttpClient client;
    private final InstantSource clock;
    private final Duration limit;

    public Readiness(HttpClient client, InstantSource clock, Duration limit) {
        this.client = client;
        this.clock = clock;
        this.limit = limit;
    }

    /** How the waiting ended. */
    public enum Outcome {
        READY,
        DIED,
        TOO_LATE
    }

    /** Asks again and again while the process lives. */
    public Outcome await(URI address, BooleanSupplier isAlive) throws InterruptedException {
        Instant deadline = clock.instant().plus(limit);
        while (isAlive.getAsBoolean()) {
            if (isReady(address)) {
                return Outcome.READY;
            }
            if (clock.instant().isAfter(deadline)) {
                return Outcome.TOO_LATE;
            }
            Thread.sleep(PAUSE);
        }
        return Outcome.DIED;
    }

    private boolean isReady(URI address) throws InterruptedException {
        var request = HttpRequest.newBuilder(address).timeout(PATIENCE_PER_ASK).build();
        try {
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }
}
