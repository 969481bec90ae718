package dev.hookline.gateway.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/** Time that a test moves on; nanoseconds begin near their overflow, as a JVM's may. */
final class Ticker implements LongSupplier {

    static final Instant START = Instant.parse("2026-11-21T08:00:00Z");
    private static final long ORIGIN = Long.MAX_VALUE - Duration.ofSeconds(5).toNanos();

    private final AtomicLong elapsed = new AtomicLong();

    void pass(Duration time) {
        elapsed.addAndGet(time.toNanos());
    }

    @Override
    public long getAsLong() {
        return ORIGIN + elapsed.get();
    }

    Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                throw new UnsupportedOperationException();
            }

            @Override
            public Instant instant() {
                return START.plusNanos(elapsed.get());
            }
        };
    }
}
