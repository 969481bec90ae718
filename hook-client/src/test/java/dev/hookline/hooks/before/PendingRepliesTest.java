package dev.hookline.hooks.before;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PendingRepliesTest {

    private static final byte[] REPLY = "{}".getBytes(StandardCharsets.UTF_8);

    private final PendingReplies pending = new PendingReplies();

    @Test
    void handsAReplyToWhoeverExpectsIt() {
        var expected = pending.expect("a");
        var other = pending.expect("b");

        pending.complete("a", REPLY);

        assertThat(expected).isCompletedWithValue(REPLY);
        assertThat(other).isNotDone();
    }

    @Test
    void dropsRepliesThatNobodyExpects() {
        var late = pending.expect("late");
        pending.forget("late");

        pending.complete("late", REPLY);
        pending.complete("of another replica", REPLY);

        assertThat(late).isNotDone();
    }
}
