package dev.hookline.email.queue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.kit.cause.Cause;
import dev.hookline.schemas.Actor;
import org.jspecify.annotations.Nullable;

/**
 * A message to be accepted.
 *
 * @param source {@code system}, {@code admin} or a plugin's id
 * @param cause the chain of plugins behind it, null when none is
 * @param key what makes a repetition of the request recognisable, null when the client gave nothing
 */
public record NewMail(
        ObjectNode message,
        String source,
        Actor submitter,
        @Nullable Cause cause,
        @Nullable RequestKey key) {

    /**
     * The idempotency key of a request.
     *
     * @param hash of the request's content
     */
    public record RequestKey(String key, String hash) {}
}
