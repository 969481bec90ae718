package dev.hookline.kit.signature;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Computes the signature of a record: HMAC-SHA-256 (RFC 2104) over topic, key, all CloudEvents
 * attributes and the value, each with its length before it, so that no two records have the same
 * text. The key is derived from the platform's key for this purpose alone.
 */
final class SigningKey {

    private static final String ALGORITHM = "HmacSHA256";
    private static final String PURPOSE = "hookline bus records";
    private static final String ATTRIBUTE = "ce_";
    private static final int ABSENT = -1;
    private static final int SHORTEST = 32;

    private final SecretKey key;

    /**
     * @param platformKey Base64 of the key that the services of a platform share
     */
    SigningKey(String platformKey) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(bytesOf(platformKey), ALGORITHM));
            key =
                    new SecretKeySpec(
                            mac.doFinal(PURPOSE.getBytes(StandardCharsets.UTF_8)), ALGORITHM);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static byte[] bytesOf(String platformKey) {
        var bytes = Base64.getDecoder().decode(platformKey.strip());
        if (bytes.length < SHORTEST) {
            throw new IllegalArgumentException(
                    "hookline.platform.pass-key must be the Base64 of at least 32 bytes, not of "
                            + bytes.length);
        }
        return bytes;
    }

    byte[] signatureOf(
            String topic, @Nullable String recordKey, Headers headers, byte @Nullable [] value) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            add(mac, bytes(topic));
            add(mac, recordKey == null ? null : bytes(recordKey));
            for (var attribute : attributes(headers)) {
                add(mac, bytes(attribute.key()));
                add(mac, attribute.value());
            }
            add(mac, value);
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    private static Iterable<Header> attributes(Headers headers) {
        var attributes = new ArrayList<Header>();
        for (var header : headers) {
            if (header.key().startsWith(ATTRIBUTE)
                    && !header.key().equals(RecordSignatures.HEADER)) {
                attributes.add(header);
            }
        }
        // Stable: of two headers of one name the last counts, and stays the last.
        attributes.sort(Comparator.comparing(Header::key));
        return attributes;
    }

    private static void add(Mac mac, byte @Nullable [] part) {
        mac.update(
                ByteBuffer.allocate(Integer.BYTES)
                        .putInt(part == null ? ABSENT : part.length)
                        .flip());
        if (part != null) {
            mac.update(part);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
