package dev.hookline.gateway.deliverylog;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One line of the log.
 *
 * @param attempt from 1; 0 when no attempt was made
 * @param status what came of it
 * @param httpStatus null when there was no answer
 * @param reason why it failed, null when it did not
 * @param answer the first 1 KiB of the plugin's answer
 */
public record LoggedAttempt(
        Instant at,
        String pluginId,
        String eventId,
        String hook,
        String subject,
        int attempt,
        Status status,
        @Nullable Integer httpStatus,
        int millis,
        @Nullable String reason,
        @Nullable String answer) {

    /** What came of an attempt. */
    public enum Status {
        /** The plugin has it. */
        DELIVERED,
        /** It will be tried again. */
        DEFERRED,
        /** It was given up: a dead letter. */
        DEAD,
        /** It was kept from the plugin because a plugin that it depends on did not get it. */
        WITHHELD,
        /** Its time had passed before the plugin took it. */
        EXPIRED,
        /** The plugin wants nothing more. */
        STOPPED;

        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
