package dev.hookline.kit.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hookline.kit.json.Storable;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * Where a page ended: the values that the list is ordered by, of its last item.
 *
 * @param scope what list, order and filters the cursor belongs to
 * @param values never more than a database can compare with
 */
public record Cursor(String scope, List<String> values) {

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
    private static final int SCOPE_BYTES = 8;
    private static final int MAX_LENGTH = 65_536;

    public Cursor {
        Objects.requireNonNull(scope, "scope");
        values = List.copyOf(values);
    }

    /** The cursor after an item of a list. */
    public static Cursor after(String list, List<String> values) {
        return new Cursor(hash(list), values);
    }

    /**
     * Reads a cursor that a client sent back.
     *
     * @param list the same description that the cursor was made with
     * @param size how many values it must have
     * @throws ProblemException 400 {@code invalid-cursor}
     */
    public static Cursor read(String text, String list, int size) {
        var cursor = decode(text);
        if (!cursor.scope.equals(hash(list)) || cursor.values.size() != size) {
            throw invalid("it belongs to another list, order or filter");
        }
        if (cursor.values.stream().anyMatch(value -> Storable.flawIn(value) != null)) {
            throw invalid("it is not readable");
        }
        return cursor;
    }

    /** The problem of a cursor that cannot be used. */
    public static ProblemException invalid(String reason) {
        return new ProblemException(ProblemType.INVALID_CURSOR, reason);
    }

    /** Opaque text, safe in a URL. */
    public String encode() {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(JSON.writeValueAsBytes(this));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a cursor is always JSON", e);
        }
    }

    private static Cursor decode(String text) {
        if (text.length() > MAX_LENGTH) {
            throw invalid("it is too long");
        }
        try {
            var cursor = JSON.readValue(Base64.getUrlDecoder().decode(text), Cursor.class);
            if (cursor != null) {
                return cursor;
            }
        } catch (IOException | IllegalArgumentException e) {
            // Falls through to the one answer for whatever is no cursor.
        }
        throw invalid("it is not readable");
    }

    private static String hash(String list) {
        try {
            var digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(list.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, SCOPE_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
