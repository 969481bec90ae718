package dev.hookline.content.page.source;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;

/** A place in a list, newest first: after the entry of these values. */
public record Position(Instant publishedAt, String collection, String id) {

    private static final int PARTS = 3;

    /** Reads the form that stands in addresses; empty for anything else. */
    public static Optional<Position> find(String text) {
        try {
            var decoded = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var parts = decoded.split(" ", -1);
            return parts.length == PARTS && decoded.indexOf('\0') < 0
                    ? Optional.of(new Position(Instant.parse(parts[0]), parts[1], parts[2]))
                    : Optional.empty();
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The form that stands in addresses. */
    public String text() {
        var plain = publishedAt + " " + collection + " " + id;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }
}
