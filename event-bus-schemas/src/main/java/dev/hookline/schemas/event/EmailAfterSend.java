package dev.hookline.schemas.event;

import dev.hookline.schemas.Checked;
import java.util.Objects;

/**
 * A message has been delivered.
 *
 * @param source who sends it: a plugin's id, {@code admin}, or the part of the platform that asked
 */
public record EmailAfterSend(EmailMessage message, String source) {

    public EmailAfterSend {
        Objects.requireNonNull(message, "message");
        Checked.text(source, "source");
    }
}
