package dev.hookline.schemas.event;

import dev.hookline.schemas.Checked;
import java.util.Objects;

/**
 * The selected provider is asked to deliver a message.
 *
 * @param source who sends it: a plugin's id, {@code admin}, or the part of the platform that asked
 */
public record EmailDeliver(EmailMessage message, String source) {

    public EmailDeliver {
        Objects.requireNonNull(message, "message");
        Checked.text(source, "source");
    }
}
