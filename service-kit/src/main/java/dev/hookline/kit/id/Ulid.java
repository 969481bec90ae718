package dev.hookline.kit.id;

import java.security.SecureRandom;
import java.time.Instant;

/** Identifiers of entries and media: 26 characters that sort by time of creation. */
public final class Ulid {

    /** Length of every identifier, in characters. */
    public static final int LENGTH = 26;

    // Crockford's base 32: no I, L, O, U.
    private static final char[] ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ".toCharArray();
    private static final int TIME_LENGTH = 10;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ulid() {}

    public static String at(Instant instant) {
        var text = new char[LENGTH];
        long millis = instant.toEpochMilli();
        for (int i = TIME_LENGTH - 1; i >= 0; i--) {
            text[i] = ALPHABET[(int) (millis & 31)];
            millis >>>= 5;
        }
        var random = new byte[LENGTH - TIME_LENGTH];
        RANDOM.nextBytes(random);
        for (int i = 0; i < random.length; i++) {
            text[TIME_LENGTH + i] = ALPHABET[random[i] & 31];
        }
        return new String(text);
    }
}
