package dev.hookline.benchmarks;

import dev.hookline.benchmarks.figure.Figures;
import dev.hookline.benchmarks.figure.Machine;
import dev.hookline.benchmarks.figure.Report;
import dev.hookline.benchmarks.scenario.Effort;
import dev.hookline.benchmarks.scenario.OutboxScenario;
import dev.hookline.benchmarks.scenario.PageScenario;
import dev.hookline.benchmarks.scenario.PushScenario;
import dev.hookline.benchmarks.scenario.SaveScenario;
import dev.hookline.benchmarks.stack.MeasuredStack;
import dev.hookline.localstack.stack.LogFile;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * {@code Benchmarks [--quick] [save|push|outbox|page …]}, with the repository's root in the working
 * directory. Ends with 1 when something was lost or out of order.
 */
public final class Benchmarks {

    private static final int USAGE = 2;
    private static final Set<String> SCENARIOS = Set.of("save", "push", "outbox", "page");

    private Benchmarks() {}

    public static void main(String[] words) throws Exception {
        var options = new ArrayList<>(List.of(words));
        var effort = Effort.full();
        if (options.remove("--quick")) {
            effort = Effort.quick();
        } else if (options.remove("--smoke")) {
            effort = Effort.smoke();
        }
        if (!SCENARIOS.containsAll(options)) {
            System.err.println("usage: ./hookline bench [--quick] [save] [push] [outbox] [page]");
            System.exit(USAGE);
        }
        var chosen = options.isEmpty() ? SCENARIOS : Set.copyOf(options);
        System.exit(run(effort, chosen));
    }

    private static int run(Effort effort, Set<String> scenarios) throws Exception {
        var root = Path.of("").toAbsolutePath();
        var target = root.resolve("benchmarks/target");
        LogFile.below(target.resolve("logs"));
        var clock = Clock.systemUTC();
        var facts = Machine.facts(root, clock.instant());
        var remarks = remarks(effort, Machine.isBusy());
        var figures = new Figures();
        System.err.println("Starting the services.");
        try (var stack = MeasuredStack.start(root, clock)) {
            measure(stack, effort, scenarios, figures);
        }
        var report = new Report(facts, remarks, figures.all(), figures.faults());
        report.write(target.resolve("report"));
        System.out.println(report.text());
        System.err.println("\nAlso in benchmarks/target/report as Markdown and JSON.");
        return report.faults().isEmpty() ? 0 : 1;
    }

    private static void measure(
            MeasuredStack stack, Effort effort, Set<String> scenarios, Figures figures)
            throws Exception {
        if (scenarios.contains("save")) {
            System.err.println("Measuring saves.");
            new SaveScenario(stack, figures).run(effort);
        }
        if (scenarios.contains("push")) {
            System.err.println("Measuring deliveries.");
            new PushScenario(stack, figures).run(effort);
        }
        if (scenarios.contains("outbox")) {
            System.err.println("Measuring the outbox.");
            new OutboxScenario(stack, figures).run(effort);
        }
        if (scenarios.contains("page")) {
            System.err.println("Measuring pages.");
            new PageScenario(stack, figures).run(effort);
        }
    }

    private static List<String> remarks(Effort effort, boolean busy) {
        var remarks = new ArrayList<String>();
        remarks.add(
                "Median of %d repetitions with the lowest and the highest; clients, plugins and"
                                .formatted(effort.repetitions())
                        + " the broker share the machine with the services.");
        if (!effort.equals(Effort.full())) {
            remarks.add("A quick run: not for quoting.");
        }
        if (busy) {
            remarks.add("THE MACHINE WAS BUSY BEFORE THE RUN: these figures say little.");
        }
        return remarks;
    }
}
