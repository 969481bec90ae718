package dev.hookline.media.testing;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A multipart form as a browser sends it, byte for byte. */
public final class Form {

    public static final String CONTENT_TYPE = "multipart/form-data; boundary=----a-boundary";

    private static final String DELIMITER = "------a-boundary";

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A form with a file. */
    public static Form of(String filename, String type, byte[] content) {
        return new Form().file(filename, type, content);
    }

    public Form file(String filename, String type, byte[] content) {
        head("name=\"file\"; filename=\"" + filename + '"', "Content-Type: " + type + "\r\n");
        bytes.writeBytes(content);
        text("\r\n");
        return this;
    }

    public Form field(String name, String value) {
        head("name=\"" + name + '"', "");
        text(value + "\r\n");
        return this;
    }

    /** The whole body. */
    public byte[] body() {
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(bytes.toByteArray());
        whole.writeBytes((DELIMITER + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return whole.toByteArray();
    }

    private void head(String disposition, String more) {
        text(
                DELIMITER
                        + "\r\nContent-Disposition: form-data; "
                        + disposition
                        + "\r\n"
                        + more
                        + "\r\n");
    }

    private void text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
