package dev.hookline.benchmarks.figure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void showsTheMiddleAndTheExtremes() {
        assertThat(Spread.of(List.of(3.0, 1.0, 2.0))).isEqualTo(new Spread(2, 1, 3, 3));
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(new Spread(2.5, 1, 4, 4));
        assertThat(Spread.of(List.of(7.0))).isEqualTo(new Spread(7, 7, 7, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> Spread.of(List.of()));
    }

    @Test
    void findsPercentilesByNearestRank() {
        var latencies =
                new Latencies(LongStream.rangeClosed(1, 100).map(n -> n * 1_000_000).toArray());

        assertThat(latencies.percentile(0.50)).isEqualTo(50, within(1e-9));
        assertThat(latencies.percentile(0.99)).isEqualTo(99, within(1e-9));
        assertThat(latencies.percentile(1)).isEqualTo(100, within(1e-9));
        assertThat(latencies.percentile(0.001)).isEqualTo(1, within(1e-9));
        assertThatIllegalArgumentException().isThrownBy(() -> latencies.percentile(0));
        assertThat(new Latencies(new long[] {5_000_000}).percentile(0.95))
                .isEqualTo(5, within(1e-9));
    }

    @Test
    void collectsRepetitionsUnderOneFigureInOrder() {
        var figures = new Figures();
        figures.aim("save", "saves", "/s", "≥ 1000");
        figures.add("save", "saves", "/s", 10);
        figures.add("save", "p50", "ms", 1);
        figures.add("save", "saves", "/s", 30);

        assertThat(figures.all())
                .containsExactly(
                        new Figure("save", "saves", "/s", new Spread(20, 10, 30, 2), "≥ 1000"),
                        new Figure("save", "p50", "ms", new Spread(1, 1, 1, 1), null));
    }

    @Test
    void aReportShowsMachineFiguresAndFaults() {
        var figure = new Figure("save", "saves", "/s", new Spread(20, 10, 30, 2), "≥ 1000");
        var report =
                new Report(
                        Map.of("cores", "2"),
                        List.of("A quick run."),
                        List.of(figure),
                        List.of("5 events did not arrive"));

        assertThat(report.text())
                .contains("cores")
                .contains("A quick run.")
                .containsPattern("saves +20.00 /s +10.00–30.00 +aim ≥ 1000")
                .contains("FAULT  5 events did not arrive");
        assertThat(report.markdown())
                .contains("| save | saves | 20.00 | 10.00–30.00 | /s | ≥ 1000 |")
                .contains("**Fault:** 5 events did not arrive");
    }
}
