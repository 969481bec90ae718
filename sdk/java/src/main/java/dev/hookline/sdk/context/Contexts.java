package dev.hookline.sdk.context;

import dev.hookline.sdk.gateway.Gateway;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the contexts of a running plugin, which share a way to the gateway. */
public final class Contexts implements AutoCloseable {

    private final PluginIdentity plugin;
    private final Set<String> collections;
    private final Gateway gateway;
    private final LogQueue queue = new LogQueue();

    /**
     * Contexts of a plugin.
     *
     * @param collections the storage collections that its manifest declares
     */
    public Contexts(PluginIdentity plugin, Set<String> collections, Gateway gateway) {
        this.plugin = plugin;
        this.collections = Set.copyOf(collections);
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
        var log = new PluginLog(caused, queue, plugin.id());
        return new PluginContext(plugin, collections, caused, log, site);
    }

    /** Sends the log lines that wait and drops the connections. */
    @Override
    public void close() {
        queue.close();
        gateway.close();
    }
}
