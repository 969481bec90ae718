package dev.hookline.gateway.replay;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the operator wants replayed.
 *
 * @param from the first moment, by the time at which events were published
 * @param to the moment after the last
 * @param hooks only events of these; all when absent
 * @param deadLettersOnly only what was given up or withheld
 */
record ReplayRequest(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable List<String> hooks,
        @Nullable Boolean deadLettersOnly) {}
