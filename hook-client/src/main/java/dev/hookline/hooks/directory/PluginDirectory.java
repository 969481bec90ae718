package dev.hookline.hooks.directory;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.schemas.plugin.DirectoryEntry;
import dev.hookline.schemas.plugin.HookSubscription;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Which plugins take part in what, as this service knows it; incomplete until the topic has been
 * read to its end.
 */
@ApplicationScoped
public class PluginDirectory {

    private static final Logger LOG = Logger.getLogger(PluginDirectory.class);

    private final ObjectMapper json;
    private volatile DirectorySnapshot snapshot = DirectorySnapshot.EMPTY;
    private volatile boolean complete;

    PluginDirectory(ObjectMapper json) {
        this.json = json;
    }

    /** Whether every plugin registered before this service started is known. */
    public boolean isComplete() {
        return complete;
    }

    /**
     * Refuses to go on without a complete directory: a policy plugin must never be bypassed.
     *
     * @throws ProblemException 503 {@code directory-not-read}
     */
    public void requireComplete() {
        if (!complete) {
            throw new ProblemException(
                    ProblemType.DIRECTORY_NOT_READ,
                    "the plugin directory has not been read to its end");
        }
    }

    /**
     * Handlers of active plugins for this hook and these event properties, in no particular order.
     */
    public List<HookSubscription> subscribers(String hook, Map<String, String> properties) {
        return snapshot.subscribers(hook, properties);
    }

    /** The plugin selected for an exclusive hook; empty when none is. */
    public Optional<String> provider(String hook) {
        return snapshot.provider(hook);
    }

    /** Ids of the active plugins that could be selected for an exclusive hook, sorted. */
    public List<String> providers(String hook) {
        return snapshot.plugins(hook, HookSubscription::exclusive);
    }

    /** Ids of the active plugins that take a hook, sorted. */
    public List<String> plugins(String hook) {
        return snapshot.plugins(hook, subscription -> true);
    }

    /** The newest change of any plugin that this service has seen. */
    public long revision() {
        return snapshot.revision();
    }

    /** Takes over what the topic says from its beginning to its end. */
    void replaceWith(DirectorySnapshot read) {
        snapshot = read;
        if (!complete) {
            complete = true;
            LOG.infof(
                    "plugin directory read plugins=%d revision=%d",
                    read.plugins().size(), revision());
        }
    }

    /**
     * A snapshot changed by one record of the topic; a tombstone removes the plugin.
     *
     * @throws IllegalStateException for an unreadable entry: going on without it could bypass a
     *     policy plugin
     */
    DirectorySnapshot changed(DirectorySnapshot before, String pluginId, byte @Nullable [] value) {
        if (value == null) {
            return before.without(pluginId);
        }
        try {
            return before.with(json.readValue(value, DirectoryEntry.class));
        } catch (IOException e) {
            throw new IllegalStateException(
                    "directory entry is not readable pluginId=" + pluginId, e);
        }
    }
}
