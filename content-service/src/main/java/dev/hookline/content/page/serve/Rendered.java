package dev.hookline.content.page.serve;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;

/**
 * A document as it is sent.
 *
 * @param csp the Content-Security-Policy; empty for what is no HTML
 * @param contributions the same page's contributions as JSON; empty for what has none
 * @param usable how long it may be used while nothing changes; empty for as long as that
 */
record Rendered(
        String contentType,
        byte[] body,
        String csp,
        byte[] contributions,
        Optional<Duration> usable) {

    private static final byte[] NONE = new byte[0];
    private static final int OVERHEAD = 512;

    static Rendered of(String contentType, String text) {
        return new Rendered(
                contentType, text.getBytes(StandardCharsets.UTF_8), "", NONE, Optional.empty());
    }

    /** Bytes that it takes in memory, about. */
    long size() {
        return (long) body.length + contributions.length + csp.length() + OVERHEAD;
    }

    static String tagOf(byte[] bytes) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash).substring(0, 22);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
