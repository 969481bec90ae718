package dev.hookline.kit.signature;

import dev.hookline.kit.event.RecordHeaderText;
import dev.hookline.kit.identity.PassConfig;
import dev.hookline.schemas.bus.CloudEventHeaders;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Signs what a service puts on the bus, and tells what a service of this platform put there. */
@ApplicationScoped
public class RecordSignatures {

    static final String HEADER = CloudEventHeaders.SIGNATURE;

    private static final Logger LOG = Logger.getLogger(RecordSignatures.class);

    /** So that another algorithm can be told from this one. */
    private static final String VERSION = "v1,";

    /** The current key first, then those that are only read. */
    private final List<SigningKey> keys;

    private final boolean acceptsUnsigned;
    private final MeterRegistry metrics;

    @Inject
    RecordSignatures(PassConfig platform, BusConfig bus, MeterRegistry metrics) {
        this(
                platform.passKey(),
                platform.previousPassKeys().orElse(List.of()),
                bus.acceptUnsigned(),
                metrics);
    }

    /** For tests; the keys as the configuration has them. */
    public RecordSignatures(
            Optional<String> key,
            List<String> previous,
            boolean acceptsUnsigned,
            MeterRegistry metrics) {
        this.keys =
                Stream.concat(key.stream(), previous.stream())
                        .filter(text -> !text.isBlank())
                        .map(SigningKey::new)
                        .toList();
        this.acceptsUnsigned = acceptsUnsigned || keys.isEmpty();
        this.metrics = metrics;
    }

    /** Whether only signed records are believed. */
    public boolean areRequired() {
        return !acceptsUnsigned;
    }

    /**
     * Adds the signature to a record that is complete otherwise; replaces one that it has. Does
     * nothing on a platform without a key.
     */
    public void sign(String topic, @Nullable String key, Headers headers, byte @Nullable [] value) {
        if (keys.isEmpty()) {
            return;
        }
        var signature = keys.getFirst().signatureOf(topic, key, headers, value);
        headers.remove(HEADER);
        headers.add(
                HEADER,
                (VERSION + Base64.getEncoder().encodeToString(signature))
                        .getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether a service of this platform wrote a record; one that is not believed is counted. */
    public boolean isGenuine(ConsumerRecord<String, byte[]> message) {
        var found = RecordHeaderText.find(message.headers(), HEADER);
        if (keys.isEmpty() || (found == null && acceptsUnsigned)) {
            return true;
        }
        if (found != null && matches(message, found)) {
            return true;
        }
        refused(message, found == null ? "unsigned" : "wrong");
        return false;
    }

    private boolean matches(ConsumerRecord<String, byte[]> message, String found) {
        if (!found.startsWith(VERSION)) {
            return false;
        }
        byte[] signature;
        try {
            signature = Base64.getDecoder().decode(found.substring(VERSION.length()));
        } catch (IllegalArgumentException e) {
            return false;
        }
        return keys.stream()
                .anyMatch(key ->
                        MessageDigest.isEqual(
                                signature,
                                key.signatureOf(
                                        message.topic(),
                                        message.key(),
                                        message.headers(),
                                        message.value())));
    }

    private void refused(ConsumerRecord<String, byte[]> message, String why) {
        metrics.counter("hookline.bus.refused", "topic", message.topic(), "signature", why)
                .increment();
        LOG.warnf(
                "record not believed topic=%s partition=%d offset=%d signature=%s",
                message.topic(), message.partition(), message.offset(), why);
    }
}
