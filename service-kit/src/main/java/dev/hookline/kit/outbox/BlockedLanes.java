package dev.hookline.kit.outbox;

import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Lanes whose oldest event was not published, and when each may be tried again: after a pause that
 * doubles with each failure. For one thread.
 */
final class BlockedLanes {

    /** Also bounds how long a lane waits after an outage is over. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** When more lanes fail, the broker is to blame, and each is as good a next try as any. */
    private static final int MOST = 1000;

    private static final int MOST_DOUBLINGS = 10;

    private final Duration firstPause;
    private final Map<String, Block> blocks = new LinkedHashMap<>();

    BlockedLanes(Duration firstPause) {
        this.firstPause = firstPause;
    }

    /**
     * @param now a reading of {@link System#nanoTime}
     */
    void failed(String lane, long now) {
        var earlier = blocks.remove(lane);
        int failures = earlier == null ? 0 : Math.min(earlier.failures() + 1, MOST_DOUBLINGS);
        var pause = firstPause.multipliedBy(1L << failures);
        var bounded = pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
        blocks.put(lane, new Block(failures, now + bounded.toNanos()));
        if (blocks.size() > MOST) {
            blocks.remove(blocks.keySet().iterator().next());
        }
    }

    void succeeded(String lane) {
        blocks.remove(lane);
    }

    Set<String> at(long now) {
        var blocked = new HashSet<String>();
        blocks.forEach((lane, block) -> {
            if (block.until() - now > 0) {
                blocked.add(lane);
            }
        });
        return blocked;
    }

    private record Block(int failures, long until) {}
}
