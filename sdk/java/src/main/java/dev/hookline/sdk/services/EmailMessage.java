package dev.hookline.sdk.services;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message to a recipient, and to those who get a copy. What is null is left out.
 *
 * @param html shown instead of the text by readers that can; null for none
 * @param from the sender, null for the platform's own address
 * @param headers further headers by name
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

    public EmailMessage(String to, String subject, String text) {
        this(to, subject, text, null);
    }

    public EmailMessage(String to, String subject, String text, @Nullable String html) {
        this(to, subject, text, html, null, null, null, null, null);
    }
}
