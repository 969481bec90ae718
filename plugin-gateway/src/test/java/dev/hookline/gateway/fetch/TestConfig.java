package dev.hookline.gateway.fetch;

import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.time.Duration;

/** Small limits. */
record TestConfig(boolean allowPrivateAddresses) implements FetchConfig {

    static final int CAP = 100_000;

    @Override
    public Duration timeout() {
        return Duration.ofSeconds(5);
    }

    @Override
    public Duration longestTimeout() {
        return Duration.ofSeconds(30);
    }

    @Override
    public MemorySize largestRequest() {
        return new MemorySize(BigInteger.valueOf(1000));
    }

    @Override
    public MemorySize largestAnswer() {
        return new MemorySize(BigInteger.valueOf(CAP));
    }

    @Override
    public int concurrency() {
        return 2;
    }
}
