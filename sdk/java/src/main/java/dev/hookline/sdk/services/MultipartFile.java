package dev.hookline.sdk.services;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A form with one file (RFC 7578). */
record MultipartFile(String contentType, BodyPublisher body) {

    static MultipartFile of(String filename, String mimeType, BodyPublisher content) {
        if (mimeType.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not a media type: " + mimeType);
        }
        var boundary = "hookline-" + UUID.randomUUID();
        var head =
                """
                --%s\r
                Content-Disposition: form-data; name="file"; filename="%s"\r
                Content-Type: %s\r
                \r
                """;
        return new MultipartFile(
                "multipart/form-data; boundary=" + boundary,
                BodyPublishers.concat(
                        utf8(head.formatted(boundary, escaped(filename), mimeType)),
                        content,
                        utf8("\r\n--" + boundary + "--\r\n")));
    }

    /** As browsers do it (WHATWG HTML, multipart/form-data encoding). */
    private static String escaped(String filename) {
        return filename.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
    }

    private static BodyPublisher utf8(String text) {
        return BodyPublishers.ofString(text, StandardCharsets.UTF_8);
    }
}
