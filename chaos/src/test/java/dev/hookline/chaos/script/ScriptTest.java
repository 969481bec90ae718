package dev.hookline.chaos.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ScriptTest {

    private static final Targets TARGETS =
            new Targets(
                    List.of("content-service-1", "content-service-2"),
                    List.of("content-service-1/database", "content-service-2/kafka"),
                    List.of("shaky"));

    @Test
    void isTheSameForTheSameSeed() {
        var length = Duration.ofMinutes(10);

        assertThat(Script.of(7, length, TARGETS)).isEqualTo(Script.of(7, length, TARGETS));
        assertThat(Script.of(8, length, TARGETS)).isNotEqualTo(Script.of(7, length, TARGETS));
    }

    @Test
    void hasEveryKindOfFaultInItsFirstRound() {
        var script = Script.of(1, Duration.ofSeconds(75), TARGETS);

        assertThat(script.faults()).extracting(Fault::kind).contains(FaultKind.values());
    }

    @Test
    void healsEverythingBeforeEachCalm() {
        LongStream.range(0, 50)
                .mapToObj(seed -> Script.of(seed, Duration.ofMinutes(10), TARGETS))
                .forEach(ScriptTest::assertHealed);
    }

    private static void assertHealed(Script script) {
        assertThat(script.faults())
                .allSatisfy(fault ->
                        assertThat(script.rounds())
                                .anySatisfy(end -> {
                                    assertThat(fault.end()).isLessThanOrEqualTo(end);
                                    assertThat(fault.at())
                                            .isGreaterThanOrEqualTo(end.minusSeconds(75));
                                }));
    }

    @Test
    void breaksNothingTwiceAtATimeAndNeverMoreThanThreeThings() {
        var faults = Script.of(3, Duration.ofMinutes(30), TARGETS).faults();

        for (var fault : faults) {
            var meanwhile =
                    faults.stream()
                            .filter(other -> other.number() < fault.number())
                            .filter(fault::overlaps)
                            .toList();
            assertThat(meanwhile).hasSizeLessThan(3);
            assertThat(meanwhile).extracting(Fault::target).doesNotContain(fault.target());
        }
    }
}
