package dev.hookline.schemas.schema;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.schemas.Json;
import dev.hookline.schemas.hook.SchemaUris;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The committed schemas. */
final class SchemaFiles {

    private static final Path FOLDER = Path.of("src/main/resources/schemas");

    private SchemaFiles() {}

    static List<String> names() {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode read(String uri) {
        return Json.resource(SchemaUris.resourceOf(uri));
    }

    /** The schema itself, or the one it refers to when it does nothing else. */
    static JsonNode resolved(JsonNode schema) {
        return schema.has("$ref") ? read(schema.get("$ref").textValue()) : schema;
    }
}
