package dev.hookline.gateway.storage;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads the bodies of requests about many documents. */
final class BatchReader {

    private static final int MOST = 1_000;

    private BatchReader() {}

    /**
     * Reads {@code {"ids": […]}}.
     *
     * @throws ProblemException 400 {@code malformed-request}, 422 {@code validation-failed}
     */
    static Set<String> ids(JsonNode body) {
        var ids = new LinkedHashSet<String>();
        var elements = only(body, "ids");
        for (int i = 0; i < elements.size(); i++) {
            ids.add(id("ids[" + i + "]", elements.get(i)));
        }
        return ids;
    }

    /**
     * Reads {@code {"items": [{"id", "data"}]}}.
     *
     * @throws ProblemException 400 {@code malformed-request}, 413 {@code too-large}, 422 {@code
     *     validation-failed}
     */
    static List<Document> documents(DocumentTable table, JsonNode body, long limit) {
        var documents = new ArrayList<Document>();
        var ids = new HashSet<String>();
        var elements = only(body, "items");
        for (int i = 0; i < elements.size(); i++) {
            var where = "items[" + i + "]";
            var element = elements.get(i);
            if (element.size() != 2 || !element.has("id") || !element.has("data")) {
                throw ProblemException.invalid(where, "must be {\"id\": …, \"data\": …}");
            }
            var id = id(where + ".id", element.path("id"));
            if (!ids.add(id)) {
                throw ProblemException.invalid(where + ".id", "is there twice");
            }
            documents.add(
                    DocumentChecks.checked(
                            table, where + ".data", id, element.path("data"), limit));
        }
        return documents;
    }

    private static JsonNode only(JsonNode body, String member) {
        var elements = body.path(member);
        if (body.size() != 1 || !elements.isArray()) {
            throw new ProblemException(
                    ProblemType.MALFORMED_REQUEST,
                    "the body must be {\"%s\": […]}".formatted(member));
        }
        if (elements.size() > MOST) {
            throw ProblemException.invalid(member, "must be at most " + MOST);
        }
        return elements;
    }

    private static String id(String where, JsonNode id) {
        if (!id.isTextual()) {
            throw ProblemException.invalid(where, "must be a string");
        }
        return DocumentChecks.id(where, id.textValue());
    }
}
