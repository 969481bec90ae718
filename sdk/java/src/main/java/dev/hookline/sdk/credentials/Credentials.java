package dev.hookline.sdk.credentials;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a plugin got when it was installed.
 *
 * @param token for the plugin API
 * @param signingSecrets that a call may be signed with; several while they are being rotated
 * @param gatewayUrl where the plugin API is, when whoever wrote the credentials said so
 */
public record Credentials(
        String pluginId, String token, List<String> signingSecrets, Optional<URI> gatewayUrl) {

    public Credentials {
        Objects.requireNonNull(pluginId, "pluginId");
        Objects.requireNonNull(token, "token");
        signingSecrets = List.copyOf(signingSecrets);
        if (signingSecrets.isEmpty()) {
            throw new IllegalArgumentException("no signing secret");
        }
    }

    /**
     * Reads {@code {"pluginId", "token", "signingSecrets": […], "gatewayUrl"?}}, or the answer to
     * an installation as it came: {@code {"plugin": {"id"}, "token", "signingSecret"}}.
     *
     * @throws IllegalArgumentException when something is missing; the message quotes nothing
     */
    static Credentials of(JsonNode json) {
        var id = json.path("pluginId").asText(json.path("plugin").path("id").asText(""));
        var secrets = new ArrayList<String>();
        json.path("signingSecrets").forEach(secret -> secrets.add(secret.asText("")));
        if (json.path("signingSecret").isTextual()) {
            secrets.add(json.path("signingSecret").asText());
        }
        if (!json.path("token").isTextual()) {
            throw new IllegalArgumentException("no token");
        }
        var gateway = Optional.ofNullable(json.path("gatewayUrl").textValue()).map(URI::create);
        return new Credentials(id, json.path("token").asText(), secrets, gateway);
    }

    /** Names nothing secret. */
    @Override
    public String toString() {
        return "Credentials[pluginId=" + pluginId + "]";
    }
}
