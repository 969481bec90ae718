package dev.hookline.sdk.credentials;

import java.util.List;
import java.util.Objects;

/**
 * What a plugin got when it was installed.
 *
 * @param token for the plugin API
 * @param signingSecrets that a call may be signed with; several while they are being rotated
 */
public record Credentials(String pluginId, String token, List<String> signingSecrets) {

    public Credentials {
        Objects.requireNonNull(pluginId, "pluginId");
        Objects.requireNonNull(token, "token");
        signingSecrets = List.copyOf(signingSecrets);
        if (signingSecrets.isEmpty()) {
            throw new IllegalArgumentException("no signing secret");
        }
    }

    /** Names nothing secret. */
    @Override
    public String toString() {
        return "Credentials[pluginId=" + pluginId + "]";
    }
}
