package dev.hookline.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hookline.localstack.TickingClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {

    private final TickingClock clock = new TickingClock();
    private final RestartPolicy policy = new RestartPolicy(clock);

    @Test
    void bringsAProcessBackTwiceInTwoMinutes() {
        assertThat(policy.allowsRestart("a")).isTrue();
        assertThat(policy.allowsRestart("a")).isTrue();
        assertThat(policy.allowsRestart("a")).isFalse();
    }

    @Test
    void forgetsADeathOfLongAgo() {
        policy.allowsRestart("a");
        policy.allowsRestart("a");
        clock.tick(Duration.ofMinutes(2).plusSeconds(1));

        assertThat(policy.allowsRestart("a")).isTrue();
    }

    @Test
    void countsEachProcessForItself() {
        policy.allowsRestart("a");
        policy.allowsRestart("a");

        assertThat(policy.allowsRestart("b")).isTrue();
    }
}
