package dev.hookline.content.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.content.entry.EntryKey;
import dev.hookline.content.field.FieldDefinition;
import dev.hookline.content.json.JsonValues;
import dev.hookline.kit.page.PageSql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Looks at all entries of a collection at once; needs a transaction. */
@ApplicationScoped
public class EntryScan {

    private static final int BATCH_SIZE = 200;
    private static final long BATCH_BYTES = 1024 * 1024;

    private static final String BATCH =
            PageSql.endedByBytes(
                    "id",
                    """
                    SELECT id, CASE WHEN live_data IS NULL THEN jsonb_build_array(data)
                        ELSE jsonb_build_array(data, live_data) END AS json
                    FROM entry
                    WHERE collection = :collection AND id > :id AND status <> 'TRASHED'
                    ORDER BY id LIMIT :limit
                    """,
                    BATCH_BYTES,
                    0);

    private final EntryRows rows;
    private final EntityManager database;
    private final UniqueValues uniqueValues;
    private final ObjectMapper json;

    EntryScan(
            EntryRows rows, EntityManager database, UniqueValues uniqueValues, ObjectMapper json) {
        this.rows = rows;
        this.database = database;
        this.uniqueValues = uniqueValues;
        this.json = json;
    }

    /** How many entries there are, those in the trash included. */
    public long count(String collection) {
        return rows.countIn(collection);
    }

    /** Shows every entry outside the trash, one after the other. */
    public void forEach(String collection, Consumer<StoredCopies> visitor) {
        int size = BATCH_SIZE;
        var last = "";
        List<Object[]> batch;
        do {
            batch = batchAfter(collection, last, size);
            var shown = batch.stream().takeWhile(row -> row[1] != null).toList();
            shown.forEach(row -> visitor.accept(copiesOf(row)));
            // The database unpacks a whole batch, also the part that has no room.
            size = shown.size() < batch.size() ? shown.size() + 1 : BATCH_SIZE;
            last = shown.isEmpty() ? last : (String) shown.getLast()[0];
        } while (!batch.isEmpty());
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

    @SuppressWarnings("unchecked")
    private List<Object[]> batchAfter(String collection, String id, int limit) {
        return database.createNativeQuery(BATCH, Object[].class)
                .setParameter("collection", collection)
                .setParameter("id", id)
                .setParameter("limit", limit)
                .getResultList();
    }

    private StoredCopies copiesOf(Object[] columns) {
        var maps = new ArrayList<ObjectNode>();
        read((String) columns[1]).forEach(map -> maps.add((ObjectNode) map));
        return new StoredCopies((String) columns[0], maps);
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored fields are not readable", e);
        }
    }
}
