package dev.hookline.schemas.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.schemas.Checked;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A message to a recipient, and to those who get a copy.
 *
 * @param text the plain text, always present
 * @param html the same in HTML, null for a message of plain text
 * @param from the sender, null for the platform's own address
 * @param headers further headers by name, null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EmailMessage(
        String to,
        String subject,
        String text,
        @Nullable String html,
        @Nullable String from,
        @Nullable String replyTo,
        @Nullable List<String> cc,
        @Nullable List<String> bcc,
        @Nullable Map<String, String> headers) {

    public EmailMessage {
        Checked.text(to, "to");
        Checked.text(subject, "subject");
        if (Objects.requireNonNull(text, "text").isEmpty()) {
            throw new IllegalArgumentException("text must not be empty");
        }
        cc = cc == null ? null : List.copyOf(cc);
        bcc = bcc == null ? null : List.copyOf(bcc);
        headers = headers == null ? null : Checked.map(headers, "headers");
    }

    /** A message as the reference document has it. */
    public EmailMessage(String to, String subject, String text, @Nullable String html) {
        this(to, subject, text, html, null, null, null, null, null);
    }
}
