package dev.hookline.content.collection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.content.field.FieldDefinition;
import dev.hookline.content.field.FieldSet;
import dev.hookline.kit.json.LenientJson;
import dev.hookline.kit.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Finds the collections that exist; needs a transaction. */
@ApplicationScoped
public class CollectionRegistry {

    static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,62}");

    private final CollectionRows rows;
    private final ObjectMapper json;

    /** Spares parsing the same definition for each request; keyed by what is parsed. */
    private final Map<String, Parsed> lastParsed = new ConcurrentHashMap<>();

    CollectionRegistry(CollectionRows rows, ObjectMapper json) {
        this.rows = rows;
        this.json = json;
    }

    /**
     * The collection as it is now.
     *
     * @throws ProblemException 404 when there is none of that name
     */
    public CollectionDefinition get(String name) {
        return find(name, rows::findByIdOptional);
    }

    /**
     * The collection as it stays until the end of the transaction, which may write entries.
     *
     * @throws ProblemException 404 when there is none of that name
     */
    public CollectionDefinition hold(String name) {
        return find(name, rows::lockAgainstChange);
    }

    CollectionDefinition definitionOf(CollectionRow row) {
        return new CollectionDefinition(
                row.name,
                row.label,
                fieldsOf(row.name, row.fields),
                row.version,
                row.createdAt,
                row.updatedAt);
    }

    String jsonOf(FieldSet fields) {
        try {
            return json.writeValueAsString(fields.definitions());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("field definitions are always JSON", e);
        }
    }

    static ProblemException noCollection(String name) {
        return ProblemException.notFound(
                "there is no collection " + (NAME.matcher(name).matches() ? name : "of that name"));
    }

    private CollectionDefinition find(
            String name, Function<String, Optional<CollectionRow>> source) {
        if (!NAME.matcher(name).matches()) {
            throw noCollection(name);
        }
        return source.apply(name).map(this::definitionOf).orElseThrow(() -> noCollection(name));
    }

    private FieldSet fieldsOf(String collection, String text) {
        var last = lastParsed.get(collection);
        if (last == null || !last.text.equals(text)) {
            last = new Parsed(text, parse(text));
            lastParsed.put(collection, last);
        }
        return last.fields;
    }

    private FieldSet parse(String text) {
        try {
            return new FieldSet(LenientJson.readList(json, text, FieldDefinition.class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("stored field definitions are not readable", e);
        }
    }

    private record Parsed(String text, FieldSet fields) {}
}
