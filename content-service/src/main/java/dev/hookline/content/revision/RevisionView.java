package dev.hookline.content.revision;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A revision as clients see it.
 *
 * @param data the fields as they were saved, those included that the collection no longer has
 * @param authorId subject of whoever saved
 */
record RevisionView(
        int revision,
        String slug,
        Map<String, @Nullable Object> data,
        String authorId,
        Instant createdAt) {

    static RevisionView of(Revision revision) {
        return new RevisionView(
                revision.number(),
                revision.content().slug(),
                mapOf(revision.content().data()),
                revision.authorId(),
                revision.createdAt());
    }

    private static Map<String, @Nullable Object> mapOf(ObjectNode data) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        for (Map.Entry<String, JsonNode> field : data.properties()) {
            map.put(field.getKey(), field.getValue());
        }
        return map;
    }
}
