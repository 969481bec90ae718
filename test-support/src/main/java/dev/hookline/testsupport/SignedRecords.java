package dev.hookline.testsupport;

import dev.hookline.schemas.bus.CloudEventHeaders;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Signs records as a service of the platform does; a second implementation, so that a change of the
 * signature shows.
 */
public final class SignedRecords {

    private final byte[] key;

    /**
     * @param passKey Base64, as the services have it
     */
    public SignedRecords(String passKey) {
        this.key =
                hmac(
                        Base64.getDecoder().decode(passKey),
                        "hookline bus records".getBytes(StandardCharsets.UTF_8));
    }

    /** Adds the signature to a record that is complete otherwise. */
    public ProducerRecord<String, byte[]> sign(ProducerRecord<String, byte[]> message) {
        var attributes = new TreeMap<String, byte[]>();
        for (var header : message.headers()) {
            if (header.key().startsWith("ce_")) {
                attributes.put(header.key(), header.value());
            }
        }
        var text = new ByteArrayOutputStream();
        try (var parts = new DataOutputStream(text)) {
            add(parts, message.topic().getBytes(StandardCharsets.UTF_8));
            add(parts, message.key().getBytes(StandardCharsets.UTF_8));
            for (var attribute : attributes.entrySet()) {
                add(parts, attribute.getKey().getBytes(StandardCharsets.UTF_8));
                add(parts, attribute.getValue());
            }
            add(parts, message.value());
        } catch (IOException e) {
            throw new IllegalStateException("memory cannot be written", e);
        }
        var signature = "v1," + Base64.getEncoder().encodeToString(hmac(key, text.toByteArray()));
        message.headers()
                .add(CloudEventHeaders.SIGNATURE, signature.getBytes(StandardCharsets.UTF_8));
        return message;
    }

    private static void add(DataOutputStream parts, byte @Nullable [] part) throws IOException {
        parts.writeInt(part == null ? -1 : part.length);
        if (part != null) {
            parts.write(part);
        }
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
