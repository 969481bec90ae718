package dev.hookline.schemas.event;

import dev.hookline.schemas.Checked;
import java.util.Objects;

/**
 * A message is about to be delivered; plugins may change or cancel it.
 *
 * @param source who sends it: a plugin's id, {@code admin}, or the part of the platform that asked
 */
public record EmailBeforeSend(EmailMessage message, String source) {

    public EmailBeforeSend {
        Objects.requireNonNull(message, "message");
        Checked.text(source, "source");
    }
}
