package dev.hookline.gateway.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** A bearer token of one plugin; only its hash is stored (a random secret needs no slow hash). */
public record PluginToken(String text) {

    private static final String PREFIX = "hookline_";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    public static PluginToken random() {
        var secret = new byte[BYTES];
        RANDOM.nextBytes(secret);
        return new PluginToken(
                PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
    }

    public byte[] hash() {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Keeps the token out of logs. */
    @Override
    public String toString() {
        return "PluginToken[hidden]";
    }
}
