package dev.hookline.gateway.registry;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The order of the handlers of one hook: dependencies before priority, priority before
 * registration.
 *
 * <pre>
 *   while handlers remain:
 *     ready = those whose every dependency is already placed
 *     none ready? ──► cycle or missing dependency: the rest follow by priority
 *     otherwise   ──► place the first of the ready by priority, then registration
 * </pre>
 *
 * A dependency counts only if that plugin handles the same hook; one that does not defers its
 * dependents behind all handlers that can be satisfied.
 */
public final class HookOrder {

    private static final Comparator<Handler> BY_PRIORITY =
            Comparator.comparingInt(handler -> handler.subscription().priority());

    /**
     * @param ordered every handler given, in pipeline order
     * @param unsatisfied ids of plugins whose dependencies could not be met
     */
    public record Ordered(List<Handler> ordered, List<String> unsatisfied) {}

    private HookOrder() {}

    /** Orders handlers given in registration order. */
    static Ordered of(List<Handler> registered) {
        var ordered = new ArrayList<Handler>(registered.size());
        var remaining = new ArrayList<>(registered);
        var placed = new HashSet<String>();
        while (!remaining.isEmpty()) {
            // min keeps the first of equals, so equal priorities keep their registration order.
            var next =
                    remaining.stream().filter(handler -> isReady(handler, placed)).min(BY_PRIORITY);
            if (next.isEmpty()) {
                var unsatisfied = remaining.stream().map(Handler::pluginId).toList();
                remaining.sort(BY_PRIORITY);
                ordered.addAll(remaining);
                return new Ordered(ordered, unsatisfied);
            }
            remaining.remove(next.get());
            ordered.add(next.get());
            placed.add(next.get().pluginId());
        }
        return new Ordered(ordered, List.of());
    }

    private static boolean isReady(Handler handler, Set<String> placed) {
        return placed.containsAll(handler.subscription().dependencies());
    }
}
