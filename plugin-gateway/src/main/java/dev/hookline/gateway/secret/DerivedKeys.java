package dev.hookline.gateway.secret;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys for other purposes than encryption, made from the gateway's one secret key: the same in
 * every replica, and useless for any purpose but their own.
 */
@ApplicationScoped
public class DerivedKeys {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretConfig config;

    DerivedKeys(SecretConfig config) {
        this.config = config;
    }

    /** A key for HMAC-SHA-256, always the same for the same purpose. */
    public SecretKey forPurpose(String purpose) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(config.secretKey()), ALGORITHM));
            var derived = mac.doFinal(("hookline " + purpose).getBytes(StandardCharsets.UTF_8));
            return new SecretKeySpec(derived, ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
