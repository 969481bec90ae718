package dev.hookline.hooks.directory;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.event.RecordHeaderText;
import dev.hookline.kit.json.LenientJson;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import dev.hookline.kit.signature.RecordSignatures;
import dev.hookline.kit.text.ForeignText;
import dev.hookline.schemas.bus.CloudEventHeaders;
import dev.hookline.schemas.plugin.DirectoryEntry;
import dev.hookline.schemas.plugin.HookSubscription;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Which plugins take part in what, as this service knows it; incomplete until the topic has been
 * read to its end.
 */
@ApplicationScoped
public class PluginDirectory {

    private static final Logger LOG = Logger.getLogger(PluginDirectory.class);

    private final ObjectMapper json;
    private final RecordSignatures signatures;
    private volatile DirectorySnapshot snapshot = DirectorySnapshot.EMPTY;
    private volatile boolean complete;
    private long ignored = -1;
    private volatile SortedSet<String> unknown = Collections.emptySortedSet();

    PluginDirectory(ObjectMapper json, RecordSignatures signatures) {
        this.json = json;
        this.signatures = signatures;
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
                    unknown.isEmpty()
                            ? "the plugin directory has not been read to its end"
                            : "entries of the plugin directory are missing or cannot be read: "
                                    + unknown);
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

    /**
     * Ids of the plugins whose entry is missing or cannot be read; guarded writes are refused while
     * there are any.
     */
    public SortedSet<String> unknown() {
        return unknown;
    }

    /**
     * Takes over what the topic says from its beginning to its end. An entry that is missing or
     * cannot be read could be a policy, so that the plugins are not known while there is one. An
     * older directory than the one held is ignored.
     */
    void replaceWith(DirectorySnapshot read) {
        if (signatures.areRequired() && read.revision() < snapshot.revision()) {
            if (read.revision() != ignored) {
                ignored = read.revision();
                LOG.warnf(
                        "plugin directory on the topic is older than the one held, which stays"
                                + " revision=%d held=%d",
                        ignored, snapshot.revision());
            }
            return;
        }
        snapshot = read;
        var before = unknown;
        unknown = Collections.unmodifiableSortedSet(unknownIn(read));
        if (!unknown.isEmpty()) {
            if (!unknown.equals(before)) {
                tellWhatIsMissing(read);
            }
            complete = false;
        } else if (!complete) {
            complete = true;
            LOG.infof(
                    "plugin directory read plugins=%d revision=%d",
                    read.plugins().size(), revision());
        }
    }

    private void tellWhatIsMissing(DirectorySnapshot read) {
        if (read.plugins().isEmpty() && unknown.equals(Set.of(DirectoryEntry.ROSTER))) {
            LOG.info("guarded writes are refused until a plugin gateway has announced its plugins");
        } else {
            LOG.errorf(
                    "guarded writes are refused, directory entries are missing or cannot be read"
                            + " pluginIds=%s",
                    unknown);
        }
    }

    private SortedSet<String> unknownIn(DirectorySnapshot read) {
        var found = new TreeSet<>(read.unreadable());
        if (signatures.areRequired()) {
            found.addAll(read.missing());
            if (!complete && read.hasOutgrownRoster()) {
                found.add(DirectoryEntry.ROSTER);
            }
        }
        return found;
    }

    /** A snapshot changed by one record of the topic; a tombstone removes the plugin. */
    DirectorySnapshot changed(DirectorySnapshot before, ConsumerRecord<String, byte[]> message) {
        if (!signatures.isGenuine(message)) {
            return before;
        }
        try {
            if (message.value() != null) {
                var entry = entryOf(message.value());
                return entry.id().equals(DirectoryEntry.ROSTER)
                        ? before.withRoster(new DirectoryRoster(entry.revision(), named(message)))
                        : before.with(entry);
            }
            var removedAt =
                    RecordHeaderText.find(message.headers(), CloudEventHeaders.DIRECTORY_REVISION);
            return removedAt == null
                    ? before.without(message.key())
                    : before.without(message.key(), Long.parseLong(removedAt));
        } catch (IOException | IllegalArgumentException e) {
            LOG.errorf(
                    "directory entry is not readable pluginId=%s: %s",
                    message.key(), ForeignText.asReason(String.valueOf(e.getMessage())));
            return before.withUnreadable(message.key());
        }
    }

    private static Set<String> named(ConsumerRecord<String, byte[]> roster) throws IOException {
        var ids = RecordHeaderText.find(roster.headers(), CloudEventHeaders.DIRECTORY_PLUGINS);
        if (ids == null) {
            throw new IOException("the roster names no plugins");
        }
        return ids.isEmpty() ? Set.of() : Set.of(ids.split(","));
    }

    private DirectoryEntry entryOf(byte[] value) throws IOException {
        var entry = LenientJson.read(json, value, DirectoryEntry.class);
        if (entry == null) {
            throw new IOException("the entry is null");
        }
        return entry;
    }
}
