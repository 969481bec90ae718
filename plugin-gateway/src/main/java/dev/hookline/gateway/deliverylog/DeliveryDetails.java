package dev.hookline.gateway.deliverylog;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One delivery with its attempts.
 *
 * @param attempts the logged ones, oldest first, at most 100
 * @param event what the plugin was to get; only while it waits or is given up
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeliveryDetails(
        String id,
        String pluginId,
        String eventId,
        String hook,
        String subject,
        String status,
        @Nullable String reason,
        @Nullable Instant nextAttemptAt,
        List<DeliveryView> attempts,
        @Nullable EventView event) {

    /**
     * An event as it lies on its topic.
     *
     * @param headers the CloudEvents attributes, without the actor's claims
     */
    record EventView(
            String topic,
            int partition,
            long offset,
            Instant recordedAt,
            Map<String, String> headers,
            JsonNode data) {}
}
