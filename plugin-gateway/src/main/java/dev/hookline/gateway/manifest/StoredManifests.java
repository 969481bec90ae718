package dev.hookline.gateway.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;

/**
 * The form in which an accepted manifest is kept: what was read of it, not what was handed in. A
 * gateway whose rules have become stricter still takes it; new members get their defaults.
 */
public final class StoredManifests {

    private static final ObjectMapper JSON =
            JsonMapper.builder()
                    .addModule(new JavaTimeModule())
                    .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build();

    private StoredManifests() {}

    public static JsonNode write(Manifest manifest) {
        return JSON.valueToTree(manifest);
    }

    /**
     * Reads back what {@link #write} made.
     *
     * @throws IllegalStateException when it is damaged: going on without the plugin could bypass a
     *     policy
     */
    public static Manifest read(JsonNode stored) {
        try {
            return JSON.treeToValue(stored, Manifest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "the stored manifest of " + stored.path("id").asText() + " cannot be read", e);
        }
    }
}
