package dev.hookline.chaos.run;

import dev.hookline.chaos.audit.Auditor;
import dev.hookline.chaos.audit.rule.NothingRefused;
import dev.hookline.chaos.history.History;
import dev.hookline.chaos.plugin.Plugins;
import dev.hookline.chaos.script.Script;
import dev.hookline.chaos.stack.ChaosStack;
import dev.hookline.localstack.service.ServiceDefinition;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/** A rolling update from the previous release to this one, and back. */
final class UpdateScenario implements Scenario {

    /** In which replicas of both releases work side by side. */
    private static final Duration SIDE_BY_SIDE = Duration.ofSeconds(6);

    private final Plan plan;
    private final Path previous;
    private final Clock clock;
    private final Consumer<String> progress;

    /**
     * Goes from one release to another.
     *
     * @param previous a folder with the packages of each service of the previous release
     */
    UpdateScenario(Plan plan, Path previous, Clock clock, Consumer<String> progress) {
        this.plan = plan;
        this.previous = previous;
        this.clock = clock;
        this.progress = progress;
    }

    @Override
    public String title() {
        return "Rolling update from " + previous.getFileName() + " and back";
    }

    /** A release that does not sign yet is believed, as its update instructions say. */
    @Override
    public Map<String, String> settings() {
        return Map.of("HOOKLINE_BUS_ACCEPT_UNSIGNED", "true");
    }

    @Override
    public Path packagesOf(ServiceDefinition service) {
        return previous.resolve(service.name());
    }

    @Override
    public List<Instant> play(ChaosStack stack, Plugins plugins, History history)
            throws InterruptedException {
        progress.accept("forwards");
        replaceAll(stack, plan::packagesOf);
        progress.accept("backwards");
        replaceAll(stack, this::packagesOf);
        var end = clock.instant();
        Thread.sleep(Script.CALM);
        return List.of(end);
    }

    @Override
    public Auditor auditor() {
        return Auditor.ofEverything().with(new NothingRefused());
    }

    private void replaceAll(ChaosStack stack, Function<ServiceDefinition, Path> packages)
            throws InterruptedException {
        for (var replica : stack.replicas()) {
            progress.accept("replacing " + replica.name());
            replica.stop();
            replica.launch(packages.apply(replica.service()));
            stack.awaitReady(replica);
            Thread.sleep(SIDE_BY_SIDE);
        }
    }
}
