package dev.hookline.gateway.deliverylog;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a list of deliveries.
 *
 * @param id of the delivery, the same for all attempts
 * @param status delivered, deferred, dead, withheld, expired, stopped or waiting
 * @param attempt which attempt this was, or how many there have been of what waits
 * @param at when it ended, or when it last changed
 * @param nextAttemptAt when the subject is due; only of what waits
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DeliveryView(
        String id,
        String pluginId,
        String eventId,
        String hook,
        String subject,
        String status,
        int attempt,
        Instant at,
        @Nullable Integer httpStatus,
        @Nullable Integer durationMillis,
        @Nullable String reason,
        @Nullable String answer,
        @Nullable Instant nextAttemptAt) {}
