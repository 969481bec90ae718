package dev.hookline.sdk;

import dev.hookline.sdk.context.Contexts;
import dev.hookline.sdk.context.PluginContext;
import dev.hookline.sdk.credentials.CredentialsFile;
import dev.hookline.sdk.credentials.SignatureCheck;
import dev.hookline.sdk.gateway.Gateway;
import dev.hookline.sdk.http.HttpPort;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A running plugin. */
public final class PluginServer implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(PluginServer.class.getName());

    /** An entry is at most 1 MiB; an event carries it in some company. */
    private static final int BODY_LIMIT = 4 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final HttpPort port;
    private final URI url;
    private final Contexts contexts;

    private PluginServer(HttpPort port, URI url, Contexts contexts) {
        this.port = port;
        this.url = url;
        this.contexts = contexts;
    }

    static PluginServer start(Plugin plugin, PluginEnvironment environment) {
        var port = HttpPort.bind(environment.host(), environment.port());
        var own = URI.create("http://" + environment.host() + ":" + port.number());
        var url = environment.publicUrl().orElse(own);
        var credentials = environment.credentialsFile().map(CredentialsFile::new);
        var gateway =
                Gateway.at(
                        environment.gatewayUrl(), () -> credentials.flatMap(CredentialsFile::read));
        var contexts = new Contexts(plugin.identity(), plugin.collections(), gateway);
        var signatures = signatures(plugin, credentials);
        port.serve(BODY_LIMIT, new PluginRequests(plugin, url, signatures, contexts)::answer);
        LOG.log(System.Logger.Level.INFO, "plugin {0} listens on {1}", plugin.identity().id(), own);
        return new PluginServer(port, url, contexts);
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
        contexts.close();
    }

    /** For what the plugin does of its own accord, not in answer to a hook call. */
    public PluginContext context() {
        return contexts.own();
    }

    private static SignatureCheck signatures(Plugin plugin, Optional<CredentialsFile> credentials) {
        return credentials
                .map(SignatureCheck::against)
                .orElseGet(() -> {
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "plugin {0} does not verify who calls it: set"
                                    + " HOOKLINE_CREDENTIALS_FILE",
                            plugin.identity().id());
                    return SignatureCheck.none();
                });
    }
}
