package dev.hookline.hooks.before;

import dev.hookline.schemas.call.Contribution;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What plugins contribute to several hooks.
 *
 * @param byHook contributions in pipeline order; a hook without any may be absent
 * @param complete whether every plugin that takes one of the hooks was asked and answered properly;
 *     what is not complete is worth asking again soon
 * @param maxAge the shortest time that a plugin named for using its answer again
 */
public record Collected(
        Map<String, List<Contribution>> byHook, boolean complete, Optional<Duration> maxAge) {

    /** No plugin takes any of the hooks. */
    static final Collected NOTHING = new Collected(Map.of(), true, Optional.empty());

    /** Plugins take a hook and could not be asked. */
    static final Collected UNKNOWN = new Collected(Map.of(), false, Optional.empty());

    public Collected {
        byHook = Map.copyOf(byHook);
    }

    /** Contributions to one hook, in pipeline order; empty when there are none. */
    public List<Contribution> of(String hook) {
        return byHook.getOrDefault(hook, List.of());
    }
}
