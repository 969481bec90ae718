package dev.hookline.sdk.context;

import dev.hookline.sdk.gateway.Gateway;
import org.jspecify.annotations.Nullable;

/** Makes the contexts of a running plugin, which share a way to the gateway. */
public final class Contexts implements AutoCloseable {

    private final PluginIdentity plugin;
    private final Gateway gateway;
    private final LogQueue queue = new LogQueue();

    public Contexts(PluginIdentity plugin, Gateway gateway) {
        this.plugin = plugin;
        this.gateway = gateway;
    }

    /** For what the plugin does of its own accord. */
    public PluginContext own() {
        return ofCall(null, null);
    }

    /**
     * For one hook call.
     *
     * @param cause what the gateway said that the call is part of
     */
    public PluginContext ofCall(@Nullable String cause, @Nullable Site site) {
        var caused = gateway.causedBy(cause);
        return new PluginContext(plugin, caused, new PluginLog(caused, queue, plugin.id()), site);
    }

    /** Sends the log lines that wait and drops the connections. */
    @Override
    public void close() {
        queue.close();
        gateway.close();
    }
}
