package dev.hookline.sdk.services;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** A form with one file (RFC 7578). */
record MultipartFile(String contentType, byte[] bytes) {

    static MultipartFile of(String filename, String mimeType, byte[] content) {
        if (mimeType.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("not a media type: " + mimeType);
        }
        var boundary = "hookline-" + UUID.randomUUID();
        var body = new ByteArrayOutputStream();
        var head =
                """
                --%s\r
                Content-Disposition: form-data; name="file"; filename="%s"\r
                Content-Type: %s\r
                \r
                """;
        body.writeBytes(utf8(head.formatted(boundary, escaped(filename), mimeType)));
        body.writeBytes(content);
        body.writeBytes(utf8("\r\n--" + boundary + "--\r\n"));
        return new MultipartFile("multipart/form-data; boundary=" + boundary, body.toByteArray());
    }

    /** As browsers do it (WHATWG HTML, multipart/form-data encoding). */
    private static String escaped(String filename) {
        return filename.replace("\r", "%0D").replace("\n", "%0A").replace("\"", "%22");
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
