package dev.hookline.gateway.delivery;

import dev.hookline.kit.cause.Cause;
import dev.hookline.kit.cause.CauseHeaders;
import dev.hookline.kit.event.RecordHeaderText;
import dev.hookline.schemas.bus.CloudEventHeaders;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** An after-hook event as it lies on its topic. */
record AfterEvent(ConsumerRecord<String, byte[]> message) {

    String id() {
        return header(CloudEventHeaders.ID, "");
    }

    String hook() {
        return header(CloudEventHeaders.TYPE, "");
    }

    String subject() {
        return message.key() == null ? "" : message.key();
    }

    @Nullable String actorClaims() {
        return optionalHeader(CloudEventHeaders.AUTH_CLAIMS);
    }

    @Nullable String traceParent() {
        return optionalHeader(CloudEventHeaders.TRACE_PARENT);
    }

    /** Null when no plugin caused it. */
    @Nullable Cause cause() {
        return CauseHeaders.find(message.headers()).orElse(null);
    }

    TopicPartition partition() {
        return new TopicPartition(message.topic(), message.partition());
    }

    private String header(String name, String fallback) {
        var value = optionalHeader(name);
        return value == null ? fallback : value;
    }

    private @Nullable String optionalHeader(String name) {
        return RecordHeaderText.find(message.headers(), name);
    }
}
