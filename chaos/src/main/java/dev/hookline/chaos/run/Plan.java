package dev.hookline.chaos.run;

import dev.hookline.chaos.plugin.Plugins;
import dev.hookline.chaos.script.Script;
import dev.hookline.chaos.stack.ChaosStack;
import dev.hookline.localstack.service.ServiceDefinition;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a run is to do.
 *
 * @param root the repository with its packages
 * @param target where logs and reports go
 * @param length of the script; zero for no faults
 * @param quiet how long the last deliveries may take after the faults
 */
public record Plan(Path root, Path target, long seed, Duration length, Duration quiet) {

    private static final Duration QUIET = Duration.ofSeconds(100);

    public static Plan of(Path root, long seed, Duration length) {
        return new Plan(root, root.resolve("chaos/target"), seed, length, QUIET);
    }

    /** The packages of this repository. */
    Path packagesOf(ServiceDefinition service) {
        return root.resolve(service.name()).resolve("target/quarkus-app");
    }

    /** The faults, in the order in which they begin. */
    public Script script() {
        return Script.of(seed, length, ChaosStack.targets(Plugins.all(), Plugins.misbehaving()));
    }
}
