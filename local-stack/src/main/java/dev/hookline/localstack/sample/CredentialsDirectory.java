package dev.hookline.localstack.sample;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.localstack.files.SecretFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The credentials with which plugins were installed, and with which manifest that was. */
public record CredentialsDirectory(Path directory) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The file that a plugin reads its credentials from. */
    public Path fileOf(String pluginId) {
        return directory.resolve(pluginId + ".json");
    }

    boolean has(String pluginId) {
        return Files.exists(fileOf(pluginId));
    }

    void write(String pluginId, String token, String signingSecret) {
        var credentials =
                Map.of(
                        "pluginId", pluginId,
                        "token", token,
                        "signingSecrets", List.of(signingSecret));
        SecretFile.write(fileOf(pluginId), text(credentials));
    }

    boolean knowsManifest(String pluginId, JsonNode manifest) {
        var file = manifestOf(pluginId);
        return Files.exists(file) && SecretFile.read(file).equals(text(manifest));
    }

    void rememberManifest(String pluginId, JsonNode manifest) {
        SecretFile.write(manifestOf(pluginId), text(manifest));
    }

    private Path manifestOf(String pluginId) {
        return directory.resolve(pluginId + ".manifest");
    }

    private static String text(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException("not JSON", failure);
        }
    }
}
