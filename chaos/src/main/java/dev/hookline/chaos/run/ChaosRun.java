package dev.hookline.chaos.run;

import dev.hookline.chaos.evidence.Evidence;
import dev.hookline.chaos.evidence.ProcessEnd;
import dev.hookline.chaos.history.History;
import dev.hookline.chaos.load.Load;
import dev.hookline.chaos.load.Preparation;
import dev.hookline.chaos.observe.DatabaseReader;
import dev.hookline.chaos.observe.FileReader;
import dev.hookline.chaos.observe.HealthWatch;
import dev.hookline.chaos.observe.LogReader;
import dev.hookline.chaos.observe.MailReader;
import dev.hookline.chaos.observe.TopicReader;
import dev.hookline.chaos.plugin.Plugins;
import dev.hookline.chaos.report.Report;
import dev.hookline.chaos.stack.ChaosStack;
import dev.hookline.localstack.files.Trees;
import dev.hookline.localstack.service.ServiceDefinition;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** One run, from nothing to the report. */
public final class ChaosRun {

    /** Of eight services on two processors with nothing else to do. */
    private static final Duration USUAL_START = Duration.ofSeconds(35);

    private static final Duration WARM_UP = Duration.ofSeconds(5);

    private final Plan plan;
    private final Scenario scenario;
    private final Clock clock;
    private final Consumer<String> progress;

    private ChaosRun(Plan plan, Scenario scenario, Clock clock, Consumer<String> progress) {
        this.plan = plan;
        this.scenario = scenario;
        this.clock = clock;
        this.progress = progress;
    }

    /** A run with the faults of the plan's script. */
    public static ChaosRun withFaults(Plan plan, Clock clock, Consumer<String> progress) {
        return new ChaosRun(plan, new FaultScenario(plan, clock, progress), clock, progress);
    }

    /**
     * A run in which the services of the previous release are replaced by these, and these by them
     * again.
     *
     * @param previous a folder with the packages of each service of the previous release
     */
    public static ChaosRun withUpdate(
            Plan plan, Path previous, Clock clock, Consumer<String> progress) {
        return new ChaosRun(
                plan, new UpdateScenario(plan, previous, clock, progress), clock, progress);
    }

    /** Runs everything; the report is written by the caller. */
    public Report run() throws Exception {
        var logs = plan.target().resolve("services");
        Trees.delete(logs);
        var history = new History();
        var evidence = new Evidence(history);
        progress.accept("starting two replicas of each service");
        try (var stack = ChaosStack.start(logs, scenario.settings(), clock);
                var plugins = new Plugins(clock)) {
            for (var plugin : plugins.processes()) {
                stack.links().add("plugin-" + plugin.id() + "/calls", plugin.port());
            }
            var begun = clock.instant();
            stack.startReplicas(scenario::packagesOf);
            evidence.slowness(
                    (double) Duration.between(begun, clock.instant()).toMillis()
                            / USUAL_START.toMillis());
            var preparation = new Preparation(stack, clock);
            preparation.run();
            var databases = new DatabaseReader(stack.servers()::login);
            try (var health = new HealthWatch(stack.replicas(), clock)) {
                var load = new Load(stack, history, clock, plan.seed());
                load.start();
                Thread.sleep(WARM_UP);
                scenario.play(stack, plugins, history).forEach(evidence::healedAt);
                progress.accept("no further load");
                load.stop();
                progress.accept("waiting until everything is done");
                new Quiet(databases, () -> calls(plugins), clock).await(plan.quiet(), evidence);
                evidence.add(preparation.installLatePolicy());
                health.samples().forEach(evidence::add);
            }

            progress.accept("collecting evidence");
            // Calls before topics: ticks go on, and a call without its record would look made up.
            plugins.processes().forEach(plugin -> plugin.deliveries().forEach(evidence::add));
            databases.addTo(evidence);
            new TopicReader(stack.servers().bootstrapServers()).addTo(evidence);
            new MailReader(stack.mail()).addTo(evidence);
            try (var files = new FileReader(stack.replicasOf(ServiceDefinition.MEDIA))) {
                files.addTo(evidence);
            }
            stack.supervision()
                    .ends()
                    .forEach(end ->
                            evidence.add(new ProcessEnd(end.replica(), end.at(), end.endOfLog())));
            var skipped =
                    stack.disk().isPresent()
                            ? List.<String>of()
                            : List.of("full disk: no user namespaces to mount one in");
            new LogReader(logs).addTo(evidence);
            var auditor = scenario.auditor();
            return Report.of(
                    scenario.title(),
                    evidence,
                    auditor.promises(),
                    auditor.audit(evidence),
                    skipped);
        }
    }

    private static int calls(Plugins plugins) {
        return Plugins.listeners().stream()
                .mapToInt(id -> plugins.get(id).deliveries().size())
                .sum();
    }
}
