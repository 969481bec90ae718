package dev.hookline.schemas.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.schemas.Checked;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message to one recipient.
 *
 * @param text the plain text, always present
 * @param html the same in HTML, null for a message of plain text
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EmailMessage(String to, String subject, String text, @Nullable String html) {

    public EmailMessage {
        Checked.text(to, "to");
        Checked.text(subject, "subject");
        if (Objects.requireNonNull(text, "text").isEmpty()) {
            throw new IllegalArgumentException("text must not be empty");
        }
    }
}
