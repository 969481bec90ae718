package dev.hookline.localstack.stack;

import dev.hookline.localstack.database.DatabaseLogin;
import dev.hookline.localstack.process.ChildProcess.Launch;
import dev.hookline.localstack.sample.SamplePlugin;
import dev.hookline.localstack.service.JavaCommand;
import dev.hookline.localstack.service.ServiceDefinition;
import dev.hookline.localstack.service.ServiceEnvironment;
import java.util.Map;

/** How the services and the sample plugins are started. */
record Launches(Packages packages, StateDirectory state, StackPorts ports) {

    private static final int SERVICE_MEGABYTES = 192;
    private static final int PLUGIN_MEGABYTES = 48;

    Launch of(ServiceDefinition service, ServiceEnvironment environment, DatabaseLogin login) {
        var name = service.name();
        var java = new JavaCommand(state.archives());
        return new Launch(
                name,
                java.of(name, packages.of(service), SERVICE_MEGABYTES),
                environment.of(service, ports.of(name), login),
                state.logs().resolve(name + ".log"));
    }

    Launch of(SamplePlugin plugin) {
        var id = plugin.id();
        var java = new JavaCommand(state.archives());
        var environment =
                Map.of(
                        "HOOKLINE_PLUGIN_PORT",
                        String.valueOf(ports.of(id)),
                        "HOOKLINE_CREDENTIALS_FILE",
                        state.credentials().fileOf(id).toString(),
                        "HOOKLINE_GATEWAY_URL",
                        ports.url(ServiceDefinition.GATEWAY.name()).toString());
        return new Launch(
                id,
                java.of(id, packages.of(plugin), PLUGIN_MEGABYTES),
                environment,
                state.logs().resolve(id + ".log"));
    }
}
