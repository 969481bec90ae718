package dev.hookline.gateway.secret;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A shared secret with which calls to one plugin are signed, in the form of Standard Webhooks:
 * {@code whsec_} and the Base64 of the key.
 */
public record SigningSecret(String text) {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** The form of Standard Webhooks, with a key of 32 to 64 bytes. */
    private static final Pattern GIVEN = Pattern.compile("whsec_[A-Za-z0-9+/]{43,86}={0,2}");

    private static final int LONGEST_KEY = 64;

    public SigningSecret {
        if (!text.startsWith(PREFIX)) {
            throw new IllegalArgumentException("a signing secret begins with " + PREFIX);
        }
    }

    public static SigningSecret random() {
        var key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return new SigningSecret(PREFIX + Base64.getEncoder().encodeToString(key));
    }

    /**
     * A secret that the operator brings along.
     *
     * @return empty when it has not the form of one, or can be guessed
     */
    public static Optional<SigningSecret> given(String text) {
        if (!GIVEN.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            var key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
            return key.length >= KEY_BYTES
                            && key.length <= LONGEST_KEY
                            && Variety.isEnough(new String(key, StandardCharsets.ISO_8859_1))
                    ? Optional.of(new SigningSecret(text))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** One signature, {@code v1,…}, over {@code <id>.<timestamp>.<body>}. */
    public String sign(String messageId, long epochSeconds, byte[] body) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(
                    new SecretKeySpec(
                            Base64.getDecoder().decode(text.substring(PREFIX.length())),
                            ALGORITHM));
            mac.update((messageId + '.' + epochSeconds + '.').getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Keeps the secret out of logs. */
    @Override
    public String toString() {
        return "SigningSecret[hidden]";
    }
}
