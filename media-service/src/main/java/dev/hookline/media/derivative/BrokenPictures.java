package dev.hookline.media.derivative;

import dev.hookline.media.store.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers pictures that cannot be decoded, so that they are not tried with every request. */
final class BrokenPictures {

    private static final int MOST = 10_000;

    private final Clock clock;
    private final Duration memory;
    private final Map<Sha256, Failure> failures =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<Sha256, Failure> eldest) {
                    return size() > MOST;
                }
            };

    private record Failure(String reason, Instant until) {}

    BrokenPictures(Clock clock, Duration memory) {
        this.clock = clock;
        this.memory = memory;
    }

    synchronized void add(Sha256 hash, String reason) {
        failures.put(hash, new Failure(reason, clock.instant().plus(memory)));
    }

    synchronized Optional<String> reason(Sha256 hash) {
        var failure = failures.get(hash);
        if (failure == null) {
            return Optional.empty();
        }
        if (clock.instant().isAfter(failure.until)) {
            failures.remove(hash);
            return Optional.empty();
        }
        return Optional.of(failure.reason);
    }

    synchronized void forget(Sha256 hash) {
        failures.remove(hash);
    }
}
