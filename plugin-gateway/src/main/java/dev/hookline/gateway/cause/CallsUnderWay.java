package dev.hookline.gateway.cause;

import dev.hookline.kit.cause.Cause;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The hook calls that this replica waits for, so that a plugin's write has a cause even if the
 * plugin does not name it.
 */
@ApplicationScoped
public class CallsUnderWay {

    private final CauseTokens tokens;
    private final Map<String, List<Told>> byPlugin = new ConcurrentHashMap<>();

    CallsUnderWay(CauseTokens tokens) {
        this.tokens = tokens;
    }

    /** One call, under way until it is closed. */
    public final class Call implements AutoCloseable {

        private final String pluginId;
        private final Told told;

        private Call(String pluginId, Told told) {
            this.pluginId = pluginId;
            this.told = told;
        }

        /** What the plugin is told as {@code context.cause}, and passes back with its writes. */
        public String token() {
            return tokens.issue(pluginId, told);
        }

        @Override
        public void close() {
            byPlugin.computeIfPresent(
                    pluginId,
                    (id, calls) -> {
                        calls.remove(told);
                        return calls.isEmpty() ? null : calls;
                    });
        }
    }

    /**
     * Begins a call; whoever makes it closes it when it is over.
     *
     * @param hook the hook that is called
     * @param eventId of the event or hook request that the plugin is told of
     * @param cause of that event, null when no plugin caused it
     */
    public Call begin(String pluginId, String hook, String eventId, @Nullable Cause cause) {
        var told =
                new Told(hook, cause == null ? Cause.startingWith(eventId) : cause.ledTo(eventId));
        byPlugin.compute(
                pluginId,
                (id, others) -> {
                    var calls = others == null ? new ArrayList<Told>(2) : others;
                    calls.add(told);
                    return calls;
                });
        return new Call(pluginId, told);
    }

    /** The deepest of the calls under way to a plugin: a guess must not make a chain shorter. */
    Optional<Cause> deepest(String pluginId) {
        return of(pluginId).stream().map(Told::cause).max(Comparator.comparingInt(Cause::depth));
    }

    /** The hooks that a plugin is just being called at. */
    Set<String> hooks(String pluginId) {
        return of(pluginId).stream().map(Told::hook).collect(Collectors.toUnmodifiableSet());
    }

    private List<Told> of(String pluginId) {
        var found = new ArrayList<Told>();
        // The list is only touched under the map's lock on this key.
        byPlugin.computeIfPresent(
                pluginId,
                (id, calls) -> {
                    found.addAll(calls);
                    return calls;
                });
        return found;
    }
}
