package dev.hookline.schemas.event;

import dev.hookline.schemas.Checked;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The selected provider is asked to deliver a message.
 *
 * @param source who sends it: a plugin's id, {@code admin}, or the part of the platform that asked
 * @param id the message's, the same whenever its delivery is tried again
 */
public record EmailDeliver(EmailMessage message, String source, @Nullable String id) {

    public EmailDeliver {
        Objects.requireNonNull(message, "message");
        Checked.text(source, "source");
    }
}
