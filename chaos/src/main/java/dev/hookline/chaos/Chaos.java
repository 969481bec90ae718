package dev.hookline.chaos;

import dev.hookline.chaos.run.ChaosRun;
import dev.hookline.chaos.run.Plan;
import dev.hookline.localstack.stack.LogFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * {@code Chaos [--minutes N] [--seed S] [--dry-run]}, or {@code Chaos --previous DIRECTORY} for a
 * rolling update from the packages there, with the repository's root in the working directory. Ends
 * with 1 when a promise was broken.
 */
public final class Chaos {

    private static final int USAGE = 2;
    private static final int MINUTES = 5;

    private Chaos() {}

    public static void main(String[] words) throws Exception {
        var clock = Clock.systemUTC();
        double minutes = MINUTES;
        long seed = clock.millis();
        boolean dryRun = false;
        var previous = Optional.<Path>empty();
        var left = new ArrayDeque<>(List.of(words));
        try {
            while (!left.isEmpty()) {
                switch (left.pop()) {
                    case "--minutes" -> minutes = Double.parseDouble(left.pop());
                    case "--seed" -> seed = Long.parseLong(left.pop());
                    case "--dry-run" -> dryRun = true;
                    case "--previous" -> previous = Optional.of(Path.of(left.pop()));
                    default -> throw new IllegalArgumentException("no such option");
                }
            }
        } catch (RuntimeException wrong) {
            System.err.println("usage: ./hookline chaos [--minutes N] [--seed S] [--dry-run]");
            System.exit(USAGE);
        }
        var plan =
                Plan.of(
                        Path.of("").toAbsolutePath(),
                        seed,
                        Duration.ofMillis((long) (minutes * 60_000)));
        if (dryRun) {
            plan.script().faults().forEach(System.out::println);
            System.exit(0);
        }
        System.exit(run(plan, previous, clock));
    }

    private static int run(Plan plan, Optional<Path> previous, Clock clock) throws Exception {
        LogFile.below(plan.target().resolve("logs"));
        System.err.println("Seed " + plan.seed() + ".");
        Consumer<String> progress = line -> System.err.println(clock.instant() + "  " + line);
        var run =
                previous.map(packages -> ChaosRun.withUpdate(plan, packages, clock, progress))
                        .orElseGet(() -> ChaosRun.withFaults(plan, clock, progress));
        var report = run.run();
        report.write(plan.target().resolve("report"));
        System.out.println(report.text());
        System.err.println("Also in chaos/target/report as Markdown and JSON; logs are beside it.");
        return report.allKept() ? 0 : 1;
    }
}
