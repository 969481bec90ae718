package dev.hookline.sdk;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where a plugin runs, as its operator says by environment variables.
 *
 * @param host address to listen on; {@code HOOKLINE_PLUGIN_HOST}, default 127.0.0.1
 * @param port {@code HOOKLINE_PLUGIN_PORT}, 0 (the default) for a free one
 * @param publicUrl how the gateway reaches the plugin, when that differs from host and port; {@code
 *     HOOKLINE_PLUGIN_URL}
 * @param credentialsFile written when the plugin is installed: {@code {"pluginId", "token",
 *     "signingSecrets": ["whsec_…"]}} or the answer to the installation; without it calls are not
 *     verified; {@code HOOKLINE_CREDENTIALS_FILE}
 * @param gatewayUrl where the plugin API is; {@code HOOKLINE_GATEWAY_URL}, default what the
 *     credentials say, or else {@link dev.hookline.sdk.gateway.Gateway#LOCAL}
 */
public record PluginEnvironment(
        String host,
        int port,
        Optional<URI> publicUrl,
        Optional<Path> credentialsFile,
        Optional<URI> gatewayUrl) {

    public PluginEnvironment {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("HOOKLINE_PLUGIN_PORT is not a port: " + port);
        }
    }

    /** The environment of this process. */
    public static PluginEnvironment ofProcess() {
        return of(System.getenv());
    }

    /** Loopback, a free port, no verification. */
    public static PluginEnvironment unconfigured() {
        return of(Map.of());
    }

    public static PluginEnvironment of(Map<String, String> variables) {
        return new PluginEnvironment(
                variables.getOrDefault("HOOKLINE_PLUGIN_HOST", "127.0.0.1"),
                port(variables.getOrDefault("HOOKLINE_PLUGIN_PORT", "0")),
                Optional.ofNullable(variables.get("HOOKLINE_PLUGIN_URL")).map(URI::create),
                Optional.ofNullable(variables.get("HOOKLINE_CREDENTIALS_FILE")).map(Path::of),
                Optional.ofNullable(variables.get("HOOKLINE_GATEWAY_URL")).map(URI::create));
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("HOOKLINE_PLUGIN_PORT is not a port: " + text);
        }
    }
}
