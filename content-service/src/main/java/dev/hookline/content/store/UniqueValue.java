package dev.hookline.content.store;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.content.entry.Entry;
import dev.hookline.content.entry.EntryContent;
import dev.hookline.content.entry.LiveCopy;
import dev.hookline.content.field.FieldSet;
import dev.hookline.content.json.JsonValues;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A value that one entry of a collection may hold: a slug, or the value of a unique field.
 *
 * @param field the field's name, or {@code slug}
 * @param hash of the value, in hexadecimal digits
 */
record UniqueValue(String field, String hash) implements Comparable<UniqueValue> {

    // Rows are taken in this order everywhere, so that two transactions never wait for each other.
    private static final Comparator<UniqueValue> ORDER =
            Comparator.comparing(UniqueValue::field).thenComparing(UniqueValue::hash);

    static UniqueValue slug(String slug) {
        return new UniqueValue(FieldSet.SLUG, hash(slug));
    }

    static UniqueValue of(String field, JsonNode value) {
        return new UniqueValue(
                field,
                hash(
                        value.isNumber()
                                ? value.decimalValue().stripTrailingZeros().toPlainString()
                                : value.asText()));
    }

    /** Everything that an entry holds: what either of its copies shows. */
    static SortedSet<UniqueValue> heldBy(Entry entry, FieldSet fields) {
        var held = new TreeSet<UniqueValue>();
        if (!entry.isTrashed()) {
            add(entry.content(), fields, held);
            entry.lifecycle()
                    .live()
                    .map(LiveCopy::content)
                    .ifPresent(content -> add(content, fields, held));
        }
        return held;
    }

    @Override
    public int compareTo(UniqueValue other) {
        return ORDER.compare(this, other);
    }

    private static void add(EntryContent content, FieldSet fields, SortedSet<UniqueValue> held) {
        held.add(slug(content.slug()));
        for (var field : fields.unique()) {
            var value = content.data().get(field.name());
            if (JsonValues.isPresent(value)) {
                held.add(of(field.name(), value));
            }
        }
    }

    private static String hash(String value) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
