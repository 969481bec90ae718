package dev.hookline.content.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.content.entry.EntryKey;
import dev.hookline.content.field.FieldDefinition;
import dev.hookline.content.json.JsonValues;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Looks at all entries of a collection at once; needs a transaction. */
@ApplicationScoped
public class EntryScan {

    private final EntryRows rows;
    private final UniqueValues uniqueValues;
    private final ObjectMapper json;

    EntryScan(EntryRows rows, UniqueValues uniqueValues, ObjectMapper json) {
        this.rows = rows;
        this.uniqueValues = uniqueValues;
        this.json = json;
    }

    /** How many entries there are, those in the trash included. */
    public long count(String collection) {
        return rows.countIn(collection);
    }

    /** Shows every entry outside the trash, one after the other. */
    public void forEach(String collection, Consumer<StoredCopies> visitor) {
        try (var found = rows.scan(collection)) {
            found.map(this::copiesOf).forEach(visitor);
        }
    }

    /**
     * Makes entries hold their values of a field that becomes unique.
     *
     * @return how many values are shared by several entries; nothing is held unless 0
     */
    public int makeUnique(String collection, FieldDefinition field) {
        uniqueValues.forgetField(collection, field.name());
        var holders = new HashMap<UniqueValue, String>();
        Set<UniqueValue> shared = new HashSet<>();
        forEach(collection, copies -> collect(copies, field.name(), holders, shared));
        if (shared.isEmpty()) {
            holders.forEach((value, id) ->
                    uniqueValues.take(new EntryKey(collection, id), new TreeSet<>(Set.of(value))));
        }
        return shared.size();
    }

    /** Lets entries share the values of a field that is no longer unique. */
    public void makeCommon(String collection, FieldDefinition field) {
        uniqueValues.forgetField(collection, field.name());
    }

    private static void collect(
            StoredCopies copies,
            String field,
            HashMap<UniqueValue, String> holders,
            Set<UniqueValue> shared) {
        for (var map : copies.maps()) {
            var value = map.get(field);
            if (JsonValues.isPresent(value)) {
                var unique = UniqueValue.of(field, value);
                var holder = holders.putIfAbsent(unique, copies.id());
                if (holder != null && !holder.equals(copies.id())) {
                    shared.add(unique);
                }
            }
        }
    }

    private StoredCopies copiesOf(Object[] columns) {
        var working = read((String) columns[1]);
        return new StoredCopies(
                (String) columns[0],
                columns[2] == null
                        ? List.of(working)
                        : List.of(working, read((String) columns[2])));
    }

    private ObjectNode read(String text) {
        try {
            return (ObjectNode) json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored fields are not readable", e);
        }
    }
}
