package dev.hookline.email.message;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A message that can be sent. Only {@link MessageReader} makes one.
 *
 * @param from null for the platform's own address
 * @param html the text in HTML, null for a message of plain text
 * @param headers further headers by name
 */
public record Message(
        EmailAddress to,
        List<EmailAddress> cc,
        List<EmailAddress> bcc,
        @Nullable EmailAddress from,
        @Nullable EmailAddress replyTo,
        String subject,
        String text,
        @Nullable String html,
        Map<String, String> headers) {

    public Message {
        cc = List.copyOf(cc);
        bcc = List.copyOf(bcc);
        headers = Map.copyOf(headers);
    }

    /** Whether one of its addresses needs a mail server that knows RFC 6531. */
    public boolean isInternational() {
        return Stream.of(
                        Stream.of(to),
                        cc.stream(),
                        bcc.stream(),
                        Stream.ofNullable(from),
                        Stream.ofNullable(replyTo))
                .flatMap(addresses -> addresses)
                .anyMatch(EmailAddress::isInternational);
    }

    /** The message as plugins and clients see it. */
    public ObjectNode toJson() {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("to", written(to)).put("subject", subject).put("text", text);
        if (html != null) {
            json.put("html", html);
        }
        if (from != null) {
            json.put("from", written(from));
        }
        if (replyTo != null) {
            json.put("replyTo", written(replyTo));
        }
        cc.forEach(address -> json.withArray("cc").add(written(address)));
        bcc.forEach(address -> json.withArray("bcc").add(written(address)));
        headers.forEach((name, value) -> json.withObject("headers").put(name, value));
        return json;
    }

    private static String written(EmailAddress address) {
        return address.toString();
    }
}
