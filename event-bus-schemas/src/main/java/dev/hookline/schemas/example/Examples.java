package dev.hookline.schemas.example;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.schemas.hook.HookCatalogue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;

/** Reads the committed examples. */
public final class Examples {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Examples() {}

    /**
     * The example of a hook.
     *
     * @throws IllegalArgumentException when the catalogue has no hook of that name
     */
    public static HookExample of(String hook) {
        var example = read(HookCatalogue.get(hook).name().replace(':', '.'));
        var answers = new ArrayList<JsonNode>();
        example.path("answers").forEach(answers::add);
        return new HookExample(hook, example.get("event"), answers);
    }

    /**
     * The example of a message that no hook defines: one of {@link
     * dev.hookline.schemas.bus.MessageTypes}.
     */
    public static JsonNode message(String type) {
        return read(type);
    }

    private static JsonNode read(String name) {
        var resource = "/examples/" + name + ".json";
        try (var stream = Examples.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalArgumentException("no such example: " + resource);
            }
            return JSON.readTree(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
