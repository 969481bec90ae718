package dev.hookline.chaos.run;

import dev.hookline.chaos.audit.Auditor;
import dev.hookline.chaos.history.History;
import dev.hookline.chaos.plugin.Plugins;
import dev.hookline.chaos.stack.ChaosStack;
import dev.hookline.localstack.service.ServiceDefinition;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The faults of a script. */
final class FaultScenario implements Scenario {

    private final Plan plan;
    private final Clock clock;
    private final Consumer<String> progress;

    FaultScenario(Plan plan, Clock clock, Consumer<String> progress) {
        this.plan = plan;
        this.clock = clock;
        this.progress = progress;
    }

    @Override
    public String title() {
        return "Faults of seed %d, %d s".formatted(plan.seed(), plan.length().toSeconds());
    }

    @Override
    public Map<String, String> settings() {
        return Map.of();
    }

    @Override
    public Path packagesOf(ServiceDefinition service) {
        return plan.packagesOf(service);
    }

    @Override
    public List<Instant> play(ChaosStack stack, Plugins plugins, History history)
            throws InterruptedException {
        var injector = new FaultInjector(stack, plugins, history, clock);
        return new ScriptRunner(injector, clock, progress).run(plan.script());
    }

    @Override
    public Auditor auditor() {
        return Auditor.ofEverything();
    }
}
