package dev.hookline.gateway.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.gateway.pluginapi.Names;
import dev.hookline.gateway.pluginapi.PluginJson;
import dev.hookline.kit.problem.ProblemException;
import java.nio.charset.StandardCharsets;

/** Which documents a collection takes. */
final class DocumentChecks {

    private static final int LONGEST_ID = 255;

    /**
     * What the strings of one index may have together: a row of an index has to fit a third of a
     * page, with the longest id.
     */
    private static final int LONGEST_INDEXED = 1_500;

    private DocumentChecks() {}

    static String id(String field, String id) {
        return Names.checked(field, id, LONGEST_ID);
    }

    /**
     * A document that can be stored and indexed.
     *
     * @param where the client's name for the data
     * @param limit bytes
     * @throws ProblemException 413 {@code too-large}, 422 {@code validation-failed}
     */
    static Document checked(
            DocumentTable table, String where, String id, JsonNode data, long limit) {
        if (data.isNull()) {
            throw ProblemException.invalid(where, "must not be null: delete the document instead");
        }
        var text = PluginJson.storable(where, data, limit);
        for (var index : table.indexes()) {
            if (indexedBytes(index, data) > LONGEST_INDEXED) {
                throw ProblemException.invalid(
                        where + "." + index.fields().getFirst().name(),
                        "the strings of an index may have at most %d bytes together"
                                .formatted(LONGEST_INDEXED));
            }
        }
        return new Document(id, text);
    }

    private static long indexedBytes(DocumentIndex index, JsonNode data) {
        return index.fieldNames().stream()
                .map(data::path)
                .filter(JsonNode::isTextual)
                .mapToLong(value -> value.textValue().getBytes(StandardCharsets.UTF_8).length)
                .sum();
    }
}
