package dev.hookline.localstack.mail;

import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A message as it arrived.
 *
 * @param text its first part of plain text, empty when it has none
 * @param html its first part of HTML, empty when it has none
 */
record ReceivedMail(
        String messageId, String from, List<String> to, String subject, String text, String html) {

    static ReceivedMail of(MimeMessage message) {
        try {
            var parts = new ArrayList<Part>();
            collect(message, parts);
            return new ReceivedMail(
                    orEmpty(message.getMessageID()),
                    String.join(", ", written(message.getFrom())),
                    written(message.getAllRecipients()),
                    orEmpty(message.getSubject()),
                    first(parts, "text/plain"),
                    first(parts, "text/html"));
        } catch (MessagingException | IOException unreadable) {
            return new ReceivedMail(
                    "", "", List.of(), "", GreenMailUtil.getWholeMessage(message), "");
        }
    }

    private static void collect(Part part, List<Part> parts)
            throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart multipart) {
            for (int i = 0; i < multipart.getCount(); i++) {
                BodyPart inner = multipart.getBodyPart(i);
                collect(inner, parts);
            }
        } else {
            parts.add(part);
        }
    }

    private static String first(List<Part> parts, String type)
            throws MessagingException, IOException {
        for (var part : parts) {
            if (part.isMimeType(type) && part.getContent() instanceof String text) {
                return text;
            }
        }
        return "";
    }

    private static List<String> written(jakarta.mail.Address[] addresses) {
        return addresses == null
                ? List.of()
                : Arrays.stream(addresses)
                        .map(address ->
                                address instanceof InternetAddress internet
                                        ? internet.toUnicodeString()
                                        : address.toString())
                        .toList();
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
