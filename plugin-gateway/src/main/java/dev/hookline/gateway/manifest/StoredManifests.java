package dev.hookline.gateway.manifest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.hookline.kit.json.LenientJson;
import dev.hookline.schemas.hook.Capability;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The form in which an accepted manifest is kept: what was read of it, not what was handed in. A
 * gateway whose rules have become stricter still takes it; new members get their defaults. What a
 * newer gateway stored is read, too: unknown members and capabilities are left out, since no hook
 * that this gateway knows needs them.
 */
public final class StoredManifests {

    private static final ObjectMapper JSON =
            JsonMapper.builder().addModule(new JavaTimeModule()).build();

    private static final String MEMBER = "capabilities";

    private static final Set<String> CAPABILITIES =
            Arrays.stream(Capability.values())
                    .map(Capability::name)
                    .collect(Collectors.toUnmodifiableSet());

    private StoredManifests() {}

    public static JsonNode write(Manifest manifest) {
        return JSON.valueToTree(manifest);
    }

    private static JsonNode known(JsonNode stored) {
        if (!(stored.path(MEMBER) instanceof ArrayNode declared)) {
            return stored;
        }
        var known = JSON.createArrayNode();
        for (var capability : declared) {
            if (CAPABILITIES.contains(capability.asText())) {
                known.add(capability);
            }
        }
        return stored.<ObjectNode>deepCopy().set(MEMBER, known);
    }

    /**
     * Reads back what {@link #write} made.
     *
     * @throws IllegalStateException when it is damaged: going on without the plugin could bypass a
     *     policy
     */
    public static Manifest read(JsonNode stored) {
        try {
            return LenientJson.read(JSON, known(stored), Manifest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(
                    "the stored manifest of " + stored.path("id").asText() + " cannot be read", e);
        }
    }
}
