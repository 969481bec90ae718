package dev.hookline.localstack.stack;

import dev.hookline.localstack.api.ApiClient;
import dev.hookline.localstack.files.SecretFile;
import dev.hookline.localstack.process.RestartPolicy;
import dev.hookline.localstack.process.Supervisor;
import dev.hookline.localstack.sample.ExampleContent;
import dev.hookline.localstack.sample.PluginInstaller;
import dev.hookline.localstack.sample.SamplePlugin;
import dev.hookline.localstack.service.Readiness;
import dev.hookline.localstack.service.ServiceDefinition;
import dev.hookline.localstack.service.ServiceEnvironment;
import dev.hookline.localstack.service.ServiceKeys;
import dev.hookline.localstack.token.AccessTokens;
import dev.hookline.localstack.token.TokenSubject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * The whole platform on one machine.
 *
 * <pre>
 *   database ─┐                ┌─ gateway ─┐
 *             ├─▶ both ready ─▶├─ content ─┤
 *   broker ───┘                ├─ media ───┼─▶ all ready ─▶ plugins ─▶ example ─▶ summary
 *                              ├─ email ───┤                installed   content
 *                              └─ plugins ─┘
 * </pre>
 *
 * It stops in the opposite direction: processes, broker, database.
 */
public final class Stack implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(12);

    private final StackSettings settings;
    private final StateDirectory state;
    private final Console console;
    private final Clock clock;
    private final Packages packages;
    private final StackPorts ports;
    private final Infrastructure infrastructure;
    private final Supervisor supervisor;
    private final HttpClient client = HttpClient.newHttpClient();

    private Stack(StackSettings settings, StateDirectory state, Console console, Clock clock) {
        this.settings = settings;
        this.state = state;
        this.console = console;
        this.clock = clock;
        this.packages = Packages.of(settings);
        this.ports = StackPorts.choose(settings, console::note);
        this.infrastructure = Infrastructure.starting(state, ports);
        this.supervisor = new Supervisor(state.ledger(), new RestartPolicy(clock), console::note);
    }

    /** Refuses, by an {@link IllegalStateException}, to run what is not built. */
    public static void requireBuilt(StackSettings settings) {
        Packages.of(settings);
    }

    /** Begins to start a stack; {@link #bringUp} does the rest. */
    public static Stack starting(
            StackSettings settings, StateDirectory state, Console console, Clock clock) {
        return new Stack(settings, state, console, clock);
    }

    /**
     * Returns when everything answers.
     *
     * @throws IllegalStateException with the reason when something does not start
     */
    public void bringUp() throws InterruptedException {
        createDirectories();
        infrastructure.awaitDatabase();
        console.ready("database", "127.0.0.1:" + ports.of("database"));
        infrastructure.awaitBroker();
        console.ready("broker", infrastructure.bootstrapServers());
        infrastructure.awaitMail();
        startProcesses();
        var token = administrator();
        if (settings.samples()) {
            loadSamples(token);
        }
        supervisor.beginRestarting();
        var summary = new Summary(ports, state, settings.samples()).text();
        SecretFile.write(state.summary(), summary + "\n");
        console.say(Summary.withToken(summary, token));
    }

    /** Completes with the reason when the stack cannot go on. */
    public CompletableFuture<String> failure() {
        var database =
                infrastructure
                        .databaseGone()
                        .thenApply(gone -> "the database ended; its log is in " + state.database());
        return supervisor.failure().applyToEither(database, reason -> reason);
    }

    /** Stops the processes, then the broker, then the database; may be called more than once. */
    @Override
    public synchronized void close() {
        supervisor.stopAll();
        infrastructure.close();
        client.close();
    }

    private void startProcesses() throws InterruptedException {
        var launches = new Launches(packages, state, ports);
        var startUp = new StartUp(console, new Readiness(client, clock, READY_WITHIN));
        var hasUnsignedRecords = state.hasUnsignedRecords(clock.instant());
        var environment =
                new ServiceEnvironment(
                        infrastructure.bootstrapServers(),
                        new ServiceKeys(
                                state.signingKeys().publicKeyFile(),
                                state.gatewayKey(),
                                state.passKey()),
                        ServiceDefinition.all().stream()
                                .collect(
                                        Collectors.toMap(
                                                ServiceDefinition::name,
                                                service -> ports.url(service.name()))),
                        ports.of("smtp"),
                        state.media(),
                        hasUnsignedRecords);
        for (var service : ServiceDefinition.all()) {
            var login = infrastructure.login(service.database());
            var child = supervisor.start(launches.of(service, environment, login));
            startUp.add(child, address(service.name(), "/q/health/ready"));
        }
        if (settings.samples()) {
            for (var plugin : SamplePlugin.all()) {
                var child = supervisor.start(launches.of(plugin));
                startUp.add(child, address(plugin.id(), "/health"));
            }
        }
        startUp.await();
    }

    private void loadSamples(String token) {
        var gateway = api(ServiceDefinition.GATEWAY.name(), token);
        var installer = new PluginInstaller(gateway, state.credentials());
        for (var plugin : SamplePlugin.all()) {
            var address = ports.url(plugin.id());
            installer.bringUp(plugin, address.toString(), api(plugin.id(), token));
        }
        console.note("sample plugins are installed");
        if (!Files.exists(state.exampleContentMark())) {
            new ExampleContent(api(ServiceDefinition.CONTENT.name(), token)).load();
            SecretFile.write(state.exampleContentMark(), clock.instant().toString());
            console.note("example content is loaded");
        }
    }

    private ApiClient api(String name, String token) {
        return new ApiClient(client, ports.url(name), token);
    }

    private URI address(String name, String path) {
        return ports.url(name).resolve(path);
    }

    private String administrator() {
        var subject = TokenSubject.of("admin", "Local administrator", "admin");
        return new AccessTokens(state.signingKeys(), clock).issue(subject, TOKEN_LIFETIME);
    }

    private void createDirectories() {
        try {
            Files.createDirectories(state.archives());
            Files.createDirectories(state.logs());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
