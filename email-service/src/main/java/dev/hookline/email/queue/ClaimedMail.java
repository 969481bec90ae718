package dev.hookline.email.queue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.kit.cause.Cause;
import dev.hookline.schemas.Actor;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message that is ours to work on until its claim runs out.
 *
 * @param submitted as it was accepted
 * @param prepared as plugins made it, null while they have not been asked
 * @param messageId the same at every attempt, so that a repetition can be recognised
 * @param attempts deliveries tried so far
 */
public record ClaimedMail(
        String id,
        String source,
        JsonNode submitted,
        @Nullable JsonNode prepared,
        String messageId,
        @Nullable Actor actor,
        @Nullable Cause cause,
        int attempts,
        Instant acceptedAt,
        UUID claim) {

    /** The source whose messages no plugin may touch. */
    public static final String SYSTEM = "system";

    /** The subject of its events. */
    public String subject() {
        return "emails/" + id;
    }

    public boolean isSystemMail() {
        return source.equals(SYSTEM);
    }
}
