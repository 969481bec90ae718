package dev.hookline.localstack.sample;

import dev.hookline.localstack.api.ApiClient;
import java.util.Map;

/**
 * Makes running plugins known to the gateway.
 *
 * <pre>
 *   unknown to the gateway ──────────────▶ make credentials ─▶ install with them
 *   known, credentials lost ─▶ remove ───▶ make credentials ─▶ …
 *   known, never active ─────────────────▶ activate
 *   known, other manifest or address ────▶ new manifest
 *   known, same ─────────────────────────▶ nothing
 * </pre>
 *
 * A plugin holds its credentials before it is installed: without them it refuses every call, {@code
 * plugin:install} first of all.
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
    public void bringUp(SamplePlugin sample, String address, ApiClient plugin) {
        var pluginId = sample.id();
        var manifest = plugin.get(MANIFEST).expecting(200).body();
        var path = PLUGINS + "/" + pluginId;
        var known = gateway.get(path).expecting(200, 404);
        if (known.status() == 200 && !credentials.has(pluginId)) {
            gateway.delete(path).expecting(200, 204);
            known = gateway.get(path).expecting(404);
        }
        if (known.status() == 404) {
            install(sample, address);
        } else if (!credentials.knowsManifest(pluginId, manifest)) {
            gateway.put(path, manifest).expecting(200);
        }
        credentials.rememberManifest(pluginId, manifest);
        if (known.status() == 200 && known.body().path("status").asText().equals("installed")) {
            gateway.post(path + "/activate").expecting(200, 204);
        }
    }

    private void install(SamplePlugin sample, String address) {
        var made = NewCredentials.random();
        credentials.write(sample.id(), made.token(), made.signingSecret());
        gateway.post(
                        sample.trusted() ? PLUGINS + "?trusted=true" : PLUGINS,
                        Map.of(
                                "url", address,
                                "token", made.token(),
                                "signingSecret", made.signingSecret()))
                .expecting(201);
    }
}
