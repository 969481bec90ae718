package dev.hookline.gateway.backlog;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What becomes of a delivery that did not succeed. */
public sealed interface Verdict {

    /**
     * It is tried again.
     *
     * @param attempts made so far
     */
    record Retry(Instant at, int attempts, String reason, @Nullable Integer status)
            implements Verdict {}

    /** It is given up and becomes a dead letter. */
    record GiveUp(int attempts, String reason, @Nullable Integer status) implements Verdict {}

    /** It is kept from the plugin because a plugin that it depends on did not get it. */
    record Withhold(int attempts, String reason) implements Verdict {}
}
