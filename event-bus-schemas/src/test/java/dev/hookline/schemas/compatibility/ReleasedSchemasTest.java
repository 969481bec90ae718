package dev.hookline.schemas.compatibility;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.schemas.Json;
import dev.hookline.schemas.hook.SchemaUris;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares each schema with the one that was released. What can't be changed compatibly gets a new
 * version beside the old one.
 */
class ReleasedSchemasTest {

    private static final Path RELEASED = Path.of("src/test/resources/released-schemas");
    private static final Path CURRENT = Path.of("src/main/resources/schemas");

    private static final String RELEASE = "schemas.release";

    static Stream<String> released() throws IOException {
        return namesIn(RELEASED).stream();
    }

    static Stream<String> roots() throws IOException {
        // A shared type is judged where it is used, by who depends on it there.
        return released().filter(name -> !name.contains(".type.") || name.contains("Headers"));
    }

    @ParameterizedTest
    @MethodSource("released")
    void isStillThere(String name) {
        assertThat(CURRENT.resolve(name)).exists();
    }

    @ParameterizedTest
    @MethodSource("roots")
    void hasChangedCompatibly(String name) {
        assertThat(faults(name)).as("%s: keep it and add a new version instead", name).isEmpty();
    }

    @Test
    void everySchemaIsReleased() throws IOException {
        if (Boolean.getBoolean(RELEASE)) {
            release();
        }
        assertThat(namesIn(RELEASED))
                .as(
                        "a release takes over what is new and what has changed compatibly:"
                                + " ./mvnw test -pl event-bus-schemas -D%s=true",
                        RELEASE)
                .containsExactlyElementsOf(namesIn(CURRENT));
    }

    private static void release() throws IOException {
        assertThat(roots().flatMap(name -> faults(name).stream())).isEmpty();
        Files.createDirectories(RELEASED);
        for (var name : namesIn(CURRENT)) {
            Files.copy(CURRENT.resolve(name), RELEASED.resolve(name), REPLACE_EXISTING);
        }
    }

    private static List<String> faults(String name) {
        var comparison =
                new SchemaComparison(
                        Role.of(name),
                        schema -> resolved(RELEASED, schema),
                        schema -> resolved(CURRENT, schema));
        return comparison.faults(read(RELEASED, name), read(CURRENT, name));
    }

    private static JsonNode resolved(Path folder, JsonNode schema) {
        return schema.has("$ref")
                ? read(
                        folder,
                        SchemaUris.resourceOf(schema.get("$ref").textValue())
                                .substring("/schemas/".length()))
                : schema;
    }

    private static JsonNode read(Path folder, String name) {
        return Json.file(folder.resolve(name));
    }

    private static List<String> namesIn(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
