package dev.hookline.gateway.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/** A bearer token of one plugin; only its hash is stored (a random secret needs no slow hash). */
public record PluginToken(String text) {

    private static final String PREFIX = "hookline_";
    private static final int BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private static final Pattern GIVEN = Pattern.compile("hookline_[A-Za-z0-9_-]{43,120}");

    /**
     * A token that the operator brings along.
     *
     * @return empty when it has not the form of one, or can be guessed
     */
    public static Optional<PluginToken> given(String text) {
        return GIVEN.matcher(text).matches() && Variety.isEnough(text.substring(PREFIX.length()))
                ? Optional.of(new PluginToken(text))
                : Optional.empty();
    }

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
