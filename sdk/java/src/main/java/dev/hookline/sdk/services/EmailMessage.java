package dev.hookline.sdk.services;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A message to one recipient.
 *
 * @param html shown instead of the text by readers that can; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EmailMessage(String to, String subject, String text, @Nullable String html) {

    public EmailMessage(String to, String subject, String text) {
        this(to, subject, text, null);
    }
}
