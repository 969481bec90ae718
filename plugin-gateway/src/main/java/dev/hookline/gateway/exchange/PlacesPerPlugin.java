package dev.hookline.gateway.exchange;

import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Bounds what one plugin has under way, so that none uses up the gateway. Whoever finds no place is
 * refused at once: waiting here for one that waits for us would be a deadlock.
 */
public final class PlacesPerPlugin {

    private final int places;
    private final String what;
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();

    /**
     * A bound.
     *
     * @param places for each plugin
     * @param what they are for, in the words of the refusal: "fetches"
     */
    public PlacesPerPlugin(int places, String what) {
        this.places = places;
        this.what = what;
    }

    /** A place that was taken; giving it back twice does no harm. */
    public final class Place implements AutoCloseable {

        private final String pluginId;
        private final AtomicBoolean isTaken = new AtomicBoolean(true);

        private Place(String pluginId) {
            this.pluginId = pluginId;
        }

        @Override
        public void close() {
            if (isTaken.getAndSet(false)) {
                taken.computeIfPresent(pluginId, (id, count) -> count == 1 ? null : count - 1);
            }
        }
    }

    /**
     * Takes one of the plugin's places, for work that goes on beyond the caller's.
     *
     * @throws ProblemException 429 {@code too-many-at-once}
     */
    public Place take(String pluginId) {
        taken.compute(pluginId, (id, count) -> enter(id, count == null ? 0 : count));
        return new Place(pluginId);
    }

    private int enter(String pluginId, int underWay) {
        if (underWay >= places) {
            throw new ProblemException(
                    ProblemType.TOO_MANY_AT_ONCE,
                    "plugin " + pluginId + " has " + underWay + ' ' + what + " under way");
        }
        return underWay + 1;
    }
}
