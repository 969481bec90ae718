package dev.hookline.localstack.sample;

import dev.hookline.localstack.api.ApiClient;
import java.util.Map;

/**
 * Makes running plugins known to the gateway.
 *
 * <pre>
 *   unknown to the gateway ──────────────▶ install ─▶ hand over the credentials ─▶ activate
 *   known, credentials lost ─▶ remove ───▶ install ─▶ …
 *   known, other manifest or address ────▶ new manifest
 *   known, same ─────────────────────────▶ nothing
 * </pre>
 *
 * A plugin is activated only once it holds its credentials: before that it refuses every call, and
 * with it every save.
 */
public final class PluginInstaller {

    private static final String PLUGINS = "/api/v1/plugins";
    private static final String MANIFEST = "/.well-known/hookline-plugin.json";

    private final ApiClient gateway;
    private final CredentialsDirectory credentials;

    public PluginInstaller(ApiClient gateway, CredentialsDirectory credentials) {
        this.gateway = gateway;
        this.credentials = credentials;
    }

    /** Installs, updates or leaves alone the plugin that listens at an address. */
    public void bringUp(String pluginId, String address, ApiClient plugin) {
        var manifest = plugin.get(MANIFEST).expecting(200).body();
        var path = PLUGINS + "/" + pluginId;
        var known = gateway.get(path).expecting(200, 404);
        if (known.status() == 200 && !credentials.has(pluginId)) {
            gateway.delete(path).expecting(200, 204);
            known = gateway.get(path).expecting(404);
        }
        if (known.status() == 404) {
            install(pluginId, address);
        } else if (!credentials.knowsManifest(pluginId, manifest)) {
            gateway.put(path, manifest).expecting(200);
        }
        credentials.rememberManifest(pluginId, manifest);
        if (known.status() == 404 || known.body().path("status").asText().equals("installed")) {
            gateway.post(path + "/activate").expecting(200, 204);
        }
    }

    private void install(String pluginId, String address) {
        var answer = gateway.post(PLUGINS + "?activate=false", Map.of("url", address));
        var installed = answer.expecting(201).body();
        credentials.write(
                pluginId,
                installed.path("token").asText(),
                installed.path("signingSecret").asText());
    }
}
