package dev.hookline.gateway.cause;

import dev.hookline.kit.cause.Cause;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The hook calls that this replica waits for, so that a plugin's write has a cause even if the
 * plugin does not name it.
 */
@ApplicationScoped
public class CallsUnderWay {

    private final CauseTokens tokens;
    private final Map<String, List<Cause>> byPlugin = new ConcurrentHashMap<>();

    CallsUnderWay(CauseTokens tokens) {
        this.tokens = tokens;
    }

    /** One call, under way until it is closed. */
    public final class Call implements AutoCloseable {

        private final String pluginId;
        private final Cause cause;

        private Call(String pluginId, Cause cause) {
            this.pluginId = pluginId;
            this.cause = cause;
        }

        /** What the plugin is told as {@code context.cause}, and passes back with its writes. */
        public String token() {
            return tokens.issue(pluginId, cause);
        }

        @Override
        public void close() {
            byPlugin.computeIfPresent(
                    pluginId,
                    (id, causes) -> {
                        causes.remove(cause);
                        return causes.isEmpty() ? null : causes;
                    });
        }
    }

    /**
     * Begins a call; whoever makes it closes it when it is over.
     *
     * @param eventId of the event or hook request that the plugin is told of
     * @param cause of that event, null when no plugin caused it
     */
    public Call begin(String pluginId, String eventId, @Nullable Cause cause) {
        var told = cause == null ? Cause.startingWith(eventId) : cause.ledTo(eventId);
        byPlugin.compute(
                pluginId,
                (id, causes) -> {
                    var calls = causes == null ? new ArrayList<Cause>(2) : causes;
                    calls.add(told);
                    return calls;
                });
        return new Call(pluginId, told);
    }

    /** The deepest of the calls under way to a plugin: a guess must not make a chain shorter. */
    Optional<Cause> deepest(String pluginId) {
        var found = new ArrayList<Cause>();
        // The list is only touched under the map's lock on this key.
        byPlugin.computeIfPresent(
                pluginId,
                (id, causes) -> {
                    found.addAll(causes);
                    return causes;
                });
        return found.stream().max(Comparator.comparingInt(Cause::depth));
    }
}
