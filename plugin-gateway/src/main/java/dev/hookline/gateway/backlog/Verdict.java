package dev.hookline.gateway.backlog;

import dev.hookline.kit.text.ForeignText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a delivery that did not succeed. Reasons contain text of the plugin and are
 * cleaned.
 */
public sealed interface Verdict {

    /**
     * It is tried again.
     *
     * @param attempts made so far
     */
    record Retry(Instant at, int attempts, String reason, @Nullable Integer status)
            implements Verdict {

        public Retry {
            reason = ForeignText.asReason(reason);
        }

        @Override
        public Retry withReason(String other) {
            return new Retry(at, attempts, other, status);
        }
    }

    /** It is given up and becomes a dead letter. */
    record GiveUp(int attempts, String reason, @Nullable Integer status) implements Verdict {

        public GiveUp {
            reason = ForeignText.asReason(reason);
        }

        @Override
        public GiveUp withReason(String other) {
            return new GiveUp(attempts, other, status);
        }
    }

    /** It is kept from the plugin because a plugin that it depends on did not get it. */
    record Withhold(int attempts, String reason) implements Verdict {

        public Withhold {
            reason = ForeignText.asReason(reason);
        }

        @Override
        public Withhold withReason(String other) {
            return new Withhold(attempts, other);
        }
    }

    int attempts();

    Verdict withReason(String other);
}
