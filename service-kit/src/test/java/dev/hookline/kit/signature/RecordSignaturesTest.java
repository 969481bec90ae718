package dev.hookline.kit.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hookline.schemas.bus.CloudEventHeaders;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordSignaturesTest {

    private static final String OLD = Base64.getEncoder().encodeToString(new byte[32]);
    private static final String NEW =
            Base64.getEncoder().encodeToString("n".repeat(32).getBytes(StandardCharsets.US_ASCII));

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void believesWhatItSigned() {
        assertThat(with(OLD).isGenuine(signed(OLD, "value"))).isTrue();
        assertThat(with(OLD).isGenuine(signed(OLD, null))).isTrue();
    }

    @Test
    void believesNoRecordThatWasChanged() {
        changes()
                .forEach(change ->
                        assertThat(with(OLD).isGenuine(change.apply(signed(OLD, "value"))))
                                .isFalse());
        assertThat(metrics.get("hookline.bus.refused").tag("signature", "wrong").counters())
                .isNotEmpty();
    }

    private static List<UnaryOperator<ConsumerRecord<String, byte[]>>> changes() {
        return List.of(
                message -> copy(message, "other", message.key(), message.value()),
                message -> copy(message, message.topic(), "other", message.value()),
                message -> copy(message, message.topic(), null, message.value()),
                message -> copy(message, message.topic(), message.key(), null),
                message -> copy(message, message.topic(), message.key(), bytes("other")),
                // The same bytes, cut in another place.
                message -> copy(message, message.topic() + "k", "ey", message.value()),
                message -> {
                    message.headers().add(CloudEventHeaders.AUTH_CLAIMS, bytes("{}"));
                    return message;
                },
                message -> {
                    message.headers().remove(CloudEventHeaders.TYPE);
                    return message;
                },
                message -> {
                    message.headers().add(CloudEventHeaders.SIGNATURE, bytes("v2,AAAA"));
                    return message;
                },
                message -> {
                    message.headers().add(CloudEventHeaders.SIGNATURE, bytes("v1,*"));
                    return message;
                });
    }

    @Test
    void leavesOtherHeadersToOthers() {
        var message = signed(OLD, "value");
        message.headers().add(CloudEventHeaders.TRACE_PARENT, bytes("00-1"));

        assertThat(with(OLD).isGenuine(message)).isTrue();
    }

    @Test
    void believesAnUnsignedRecordOnlyWhileThatIsAllowed() {
        var unsigned = message("t", "key", bytes("value"));

        assertThat(with(OLD).isGenuine(unsigned)).isFalse();
        assertThat(
                        metrics.get("hookline.bus.refused")
                                .tag("signature", "unsigned")
                                .counter()
                                .count())
                .isEqualTo(1);
        var lax = new RecordSignatures(Optional.of(OLD), List.of(), true, metrics);
        assertThat(lax.isGenuine(unsigned)).isTrue();
        assertThat(lax.isGenuine(copy(signed(OLD, "value"), "other", "key", bytes("value"))))
                .isFalse();
        assertThat(
                        new RecordSignatures(Optional.empty(), List.of(), false, metrics)
                                .isGenuine(unsigned))
                .isTrue();
    }

    @Test
    void believesAPreviousKeyAndSignsWithTheCurrentOne() {
        var rotated = new RecordSignatures(Optional.of(NEW), List.of(OLD), false, metrics);

        assertThat(rotated.isGenuine(signed(OLD, "value"))).isTrue();
        assertThat(with(NEW).isGenuine(signed(OLD, "value"))).isFalse();
        var message = message("t", "key", bytes("value"));
        rotated.sign("t", "key", message.headers(), message.value());
        assertThat(with(NEW).isGenuine(message)).isTrue();
    }

    @Test
    void takesNoShortKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with(Base64.getEncoder().encodeToString(new byte[31])));
    }

    private RecordSignatures with(String key) {
        return new RecordSignatures(Optional.of(key), List.of(), false, metrics);
    }

    private ConsumerRecord<String, byte[]> signed(String key, @Nullable String value) {
        var message = message("t", "key", value == null ? null : bytes(value));
        with(key).sign(message.topic(), message.key(), message.headers(), message.value());
        return message;
    }

    private static ConsumerRecord<String, byte[]> message(
            String topic, @Nullable String key, byte @Nullable [] value) {
        var message = new ConsumerRecord<>(topic, 0, 0, key, value);
        message.headers().add(CloudEventHeaders.TYPE, bytes("content:afterSave"));
        return message;
    }

    private static ConsumerRecord<String, byte[]> copy(
            ConsumerRecord<String, byte[]> message,
            String topic,
            @Nullable String key,
            byte @Nullable [] value) {
        return new ConsumerRecord<>(
                topic,
                0,
                0,
                0,
                TimestampType.CREATE_TIME,
                0,
                0,
                key,
                value,
                new RecordHeaders(message.headers()),
                Optional.empty());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
