package dev.hookline.hooks.before;

import dev.hookline.schemas.hook.HookMode;
import dev.hookline.schemas.plugin.HookSubscription;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;

/**
 * How long the plugins of one hook may take together: the sum of their timeouts where one is asked
 * after the other, the longest where they are asked at once or only one of them is asked.
 */
final class WaitingTime {

    private WaitingTime() {}

    /** The plugins' time, not more than the limit. */
    static Duration of(HookMode mode, Collection<HookSubscription> asked, Duration limit) {
        var needed =
                switch (mode) {
                    case FILTER, GATE, FIRST -> sum(asked);
                    case COLLECT, EXCLUSIVE -> longest(asked);
                    case NOTIFY, LIFECYCLE, REGISTER ->
                            throw new IllegalArgumentException("no service waits for " + mode);
                };
        return needed.compareTo(limit) < 0 ? needed : limit;
    }

    private static Duration sum(Collection<HookSubscription> asked) {
        return asked.stream().map(HookSubscription::timeout).reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration longest(Collection<HookSubscription> asked) {
        return asked.stream()
                .map(HookSubscription::timeout)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }
}
