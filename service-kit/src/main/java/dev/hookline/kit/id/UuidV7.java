package dev.hookline.kit.id;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Event identifiers that sort by time of creation (RFC 9562, section 5.7). */
public final class UuidV7 {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final long VERSION = 0x7000L;
    private static final long VARIANT = 0x8000000000000000L;

    private UuidV7() {}

    public static UUID at(Instant instant) {
        long high = (instant.toEpochMilli() << 16) | VERSION | (RANDOM.nextInt() & 0x0fffL);
        long low = VARIANT | (RANDOM.nextLong() & 0x3fffffffffffffffL);
        return new UUID(high, low);
    }
}
