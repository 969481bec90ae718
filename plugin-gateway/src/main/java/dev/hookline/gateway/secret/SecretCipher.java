package dev.hookline.gateway.secret;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts signing secrets for the database (AES-256-GCM, NIST SP 800-38D; a fresh nonce in front
 * of each text).
 */
@ApplicationScoped
public class SecretCipher {

    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey key;
    private final SecureRandom random = new SecureRandom();

    SecretCipher(SecretConfig config) {
        var bytes = Base64.getDecoder().decode(config.secretKey());
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "hookline.gateway.secret-key must be the Base64 of 32 bytes, not of "
                            + bytes.length);
        }
        this.key = new SecretKeySpec(bytes, "AES");
    }

    /**
     * Encrypts a text.
     *
     * @param owner bound to the result: it can only be decrypted for the same owner
     */
    public byte[] encrypt(String owner, String text) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        var encrypted =
                run(Cipher.ENCRYPT_MODE, owner, nonce, text.getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.allocate(nonce.length + encrypted.length)
                .put(nonce)
                .put(encrypted)
                .array();
    }

    public String decrypt(String owner, byte[] ciphertext) {
        var buffer = ByteBuffer.wrap(ciphertext);
        var nonce = new byte[NONCE_BYTES];
        buffer.get(nonce);
        var encrypted = new byte[buffer.remaining()];
        buffer.get(encrypted);
        return new String(
                run(Cipher.DECRYPT_MODE, owner, nonce, encrypted), StandardCharsets.UTF_8);
    }

    private byte[] run(int mode, String owner, byte[] nonce, byte[] input) {
        try {
            var cipher = Cipher.getInstance(ALGORITHM);
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "cannot process a secret of " + owner + "; is the secret key the right one?",
                    e);
        }
    }
}
