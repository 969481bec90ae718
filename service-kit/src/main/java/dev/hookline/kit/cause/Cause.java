package dev.hookline.kit.cause;

import java.util.ArrayList;
import java.util.List;

/**
 * Why something happens: the event or hook request before it, and the plugins whose writes led
 * there.
 *
 * @param id of the causing event or hook request, 1 to {@value #LONGEST_ID} characters
 * @param depth how many writes of plugins lie between the first event and here, from 0
 * @param chain ids of the plugins that wrote, oldest first; the last {@value #LONGEST_CHAIN} of
 *     them
 */
public record Cause(String id, int depth, List<String> chain) {

    static final int LONGEST_ID = 100;
    static final int LONGEST_CHAIN = 16;
    private static final int DEEPEST = 1_000_000;

    public Cause {
        if (id.isBlank() || id.length() > LONGEST_ID) {
            throw new IllegalArgumentException("a cause has an id of at most 100 characters");
        }
        if (depth < 0 || depth > DEEPEST) {
            throw new IllegalArgumentException("no depth of a cause: " + depth);
        }
        if (chain.size() > LONGEST_CHAIN) {
            throw new IllegalArgumentException("a chain of " + chain.size() + " plugins");
        }
        chain = List.copyOf(chain);
    }

    /** The beginning of a chain: an event that no plugin caused. */
    public static Cause startingWith(String id) {
        return new Cause(id, 0, List.of());
    }

    /** The cause of what a plugin writes when it is told of this. */
    public Cause through(String pluginId) {
        var plugins = new ArrayList<>(chain);
        plugins.add(pluginId);
        var last = Math.max(0, plugins.size() - LONGEST_CHAIN);
        return new Cause(id, depth + 1, plugins.subList(last, plugins.size()));
    }

    /** The same chain, as those see it who are told of the event that it led to. */
    public Cause ledTo(String eventId) {
        return new Cause(eventId, depth, chain);
    }
}
