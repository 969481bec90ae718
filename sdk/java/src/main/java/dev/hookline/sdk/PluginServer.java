package dev.hookline.sdk;

import dev.hookline.sdk.credentials.SignatureCheck;
import dev.hookline.sdk.http.HttpPort;
import java.net.URI;
import java.time.Duration;

/** A running plugin. */
public final class PluginServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(PluginServer.class.getName());

    /** An entry is at most 1 MiB; an event carries it in some company. */
    private static final int BODY_LIMIT = 4 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpPort port;
    private final URI url;

    private PluginServer(HttpPort port, URI url) {
        this.port = port;
        this.url = url;
    }

    static PluginServer start(Plugin plugin, PluginEnvironment environment) {
        var port = HttpPort.bind(environment.host(), environment.port());
        var own = URI.create("http://" + environment.host() + ":" + port.number());
        var url = environment.publicUrl().orElse(own);
        var signatures = signatures(plugin, environment);
        port.serve(BODY_LIMIT, new PluginRequests(plugin, url, signatures)::answer);
        LOG.log(System.Logger.Level.INFO, "plugin {0} listens on {1}", plugin.id(), own);
        return new PluginServer(port, url);
    }

    /** How the gateway reaches the plugin: the address to install it from. */
    public URI url() {
        return url;
    }

    /** The port that it listens on. */
    public int port() {
        return port.number();
    }

    /** Refuses new calls, lets those in flight end, at most five seconds, and stops. */
    @Override
    public void close() {
        port.close(PATIENCE);
    }

    private static SignatureCheck signatures(Plugin plugin, PluginEnvironment environment) {
        return environment
                .credentialsFile()
                .map(SignatureCheck::against)
                .orElseGet(() -> {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "plugin {0} does not verify who calls it: set"
                                    + " HOOKLINE_CREDENTIALS_FILE",
                            plugin.id());
                    return SignatureCheck.none();
                });
    }
}
