package dev.hookline.testsupport;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/** Cursors made from a real one, with the values that databases and parsers read differently. */
public final class CursorForgery {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RANDOM = 20;
    private static final List<String> VALUES =
            List.of(
                    "",
                    " ",
                    "null",
                    "-1",
                    "1e200000",
                    "1e-200000",
                    "1 x",
                    "NaN",
                    "Infinity",
                    "-infinity",
                    "infinity",
                    "9223372036854775808",
                    "+1000000000-01-01T00:00:00Z",
                    "-1000000000-01-01T00:00:00Z",
                    "-4713-01-01T00:00:00Z",
                    "+10000-01-01T00:00:00Z",
                    "0000-01-01T00:00:00Z",
                    "2026-11-21T10:00:60Z",
                    "2026-11-21T24:00:00Z",
                    "{}",
                    "[]",
                    "\"a\"",
                    "true",
                    "\u0000",
                    "\ud800",
                    "\u202e",
                    "x".repeat(2_000));

    private CursorForgery() {}

    /** A cursor, and what was put into it. */
    public record Forged(String cursor, String value) {}

    /** Cursors with each of their values replaced, and some damaged at random with a fixed seed. */
    public static List<Forged> of(String cursor) {
        var forged = new ArrayList<Forged>();
        var real = Base64.getUrlDecoder().decode(cursor);
        try {
            int size = values(JSON.readTree(real).deepCopy()).size();
            for (int i = 0; i < size; i++) {
                for (var value : VALUES) {
                    ObjectNode tree = JSON.readTree(real).deepCopy();
                    values(tree).set(i, value);
                    forged.add(new Forged(encoded(tree), i + ": " + shortened(value)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var random = new Random(7);
        for (int i = 0; i < RANDOM; i++) {
            var damaged = real.clone();
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            forged.add(
                    new Forged(encoded(damaged), new String(damaged, StandardCharsets.ISO_8859_1)));
        }
        return forged;
    }

    private static ArrayNode values(JsonNode tree) {
        return (ArrayNode) tree.get("values");
    }

    private static String encoded(ObjectNode tree) throws JsonProcessingException {
        return encoded(JSON.writeValueAsBytes(tree));
    }

    private static String encoded(byte[] json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json);
    }

    private static String shortened(String value) {
        return value.length() > 40 ? value.substring(0, 40) : value;
    }
}
