package dev.hookline.localstack.stack;

import dev.hookline.localstack.sample.SamplePlugin;
import dev.hookline.localstack.service.ServiceDefinition;
import java.nio.file.Files;
import java.nio.file.Path;

/** The packaged modules of this repository. */
record Packages(Path root) {

    /** All that a stack with these settings runs, known to be there. */
    static Packages of(StackSettings settings) {
        var packages = new Packages(settings.root());
        ServiceDefinition.all().forEach(packages::of);
        if (settings.samples()) {
            SamplePlugin.all().forEach(packages::of);
        }
        return packages;
    }

    Path of(ServiceDefinition service) {
        return existing(root.resolve(service.name()).resolve("target/quarkus-app/quarkus-run.jar"));
    }

    Path of(SamplePlugin plugin) {
        var folder = root.resolve("plugins").resolve(plugin.id());
        return existing(folder.resolve("target").resolve(plugin.id() + ".jar"));
    }

    private static Path existing(Path jar) {
        if (!Files.exists(jar)) {
            throw new IllegalStateException("not built: " + jar + " (./hookline build)");
        }
        return jar;
    }
}
