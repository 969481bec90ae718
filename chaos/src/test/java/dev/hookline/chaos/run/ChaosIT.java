package dev.hookline.chaos.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The short form: one round with every kind of fault, from a fixed seed. */
class ChaosIT {

    private static final long SEED = 1;
    private static final Duration LENGTH = Duration.ofSeconds(45);

    @Test
    @Timeout(value = 12, unit = TimeUnit.MINUTES)
    void everyPromiseHoldsUnderEveryKindOfFault() throws Exception {
        var root = Path.of("").toAbsolutePath().getParent();
        var plan = Plan.of(root, SEED, LENGTH);

        var report = ChaosRun.withFaults(plan, Clock.systemUTC(), System.out::println).run();

        report.write(plan.target().resolve("report"));
        System.out.println(report.text());
        assertThat(report.violations()).as(report.text()).isEmpty();
    }
}
