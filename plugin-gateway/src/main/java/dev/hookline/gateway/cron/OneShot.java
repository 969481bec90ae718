package dev.hookline.gateway.cron;

import java.time.Instant;
import java.util.Optional;

/** Runs once; at once when its moment has passed. */
record OneShot(Instant at) implements Schedule {

    @Override
    public Optional<Instant> nextAfter(Instant moment) {
        return at.isAfter(moment) ? Optional.of(at) : Optional.empty();
    }

    @Override
    public Optional<Instant> firstFrom(Instant now) {
        return Optional.of(at);
    }
}
