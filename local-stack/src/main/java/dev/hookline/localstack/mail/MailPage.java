package dev.hookline.localstack.mail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows messages to people and to programs. */
final class MailPage {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final String PAGE =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Mail – Hookline</title>
            <style>
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; }
            article { border-top: 1px solid #ccc; padding: 1rem 0; }
            h2 { font-size: 1.1rem; margin: 0; }
            p { margin: 0; color: #555; }
            pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f6f6f6; padding: .75rem; }
            </style>
            </head>
            <body>
            <h1>Mail that arrived</h1>
            %s
            </body>
            </html>
            """;

    private static final String MESSAGE =
            """
            <article>
            <h2>%s</h2>
            <p>from %s to %s</p>
            <pre>%s</pre>
            </article>
            """;

    private MailPage() {}

    static String html(List<ReceivedMail> mails) {
        return PAGE.formatted(
                mails.isEmpty()
                        ? "<p>Nothing yet. Reload the page after a message has been sent.</p>"
                        : mails.stream().map(MailPage::article).collect(Collectors.joining()));
    }

    static String json(List<ReceivedMail> mails) {
        try {
            return JSON.writeValueAsString(Map.of("items", mails));
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("messages are always JSON", failure);
        }
    }

    /** HTML of a message is shown as text: what comes by mail must not run here. */
    private static String article(ReceivedMail mail) {
        return MESSAGE.formatted(
                escaped(mail.subject()),
                escaped(mail.from()),
                escaped(String.join(", ", mail.to())),
                escaped(mail.text().isEmpty() ? mail.html() : mail.text()));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
