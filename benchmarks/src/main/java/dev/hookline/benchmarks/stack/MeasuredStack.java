package dev.hookline.benchmarks.stack;

import dev.hookline.localstack.api.ApiClient;
import dev.hookline.localstack.broker.EmbeddedBroker;
import dev.hookline.localstack.database.DatabaseLogin;
import dev.hookline.localstack.database.EmbeddedDatabase;
import dev.hookline.localstack.files.Trees;
import dev.hookline.localstack.port.FreePorts;
import dev.hookline.localstack.process.ChildProcess;
import dev.hookline.localstack.service.Readiness;
import dev.hookline.localstack.service.ServiceDefinition;
import dev.hookline.localstack.service.ServiceEnvironment;
import dev.hookline.localstack.service.ServiceKeys;
import dev.hookline.localstack.stack.StateDirectory;
import dev.hookline.localstack.token.AccessTokens;
import dev.hookline.localstack.token.TokenSubject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Database, broker, gateway and content-service for one run, on free ports and in a directory that
 * goes with it. The services run as they would in a deployment, not with the quick-starting options
 * of the local stack; the database flushes to disk. The broker is part of this process.
 */
public final class MeasuredStack implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(2);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(12);
    private static final int KEY_BYTES = 32;
    private static final int LINES_OF_LOG = 30;

    /** The port of a mail server that nobody asks for. */
    private static final int NOBODY = 9;

    private final Path root;
    private final StateDirectory state;
    private final Clock clock;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Map<String, URI> urls = new HashMap<>();
    private final String token;
    private EmbeddedDatabase database;
    private EmbeddedBroker broker;

    private MeasuredStack(Path root, StateDirectory state, Clock clock) {
        this.root = root;
        this.state = state;
        this.clock = clock;
        this.token =
                new AccessTokens(state.signingKeys(), clock)
                        .issue(TokenSubject.of("bench", "Benchmark", "admin"), TOKEN_LIFETIME);
        database = EmbeddedDatabase.start(state.home().resolve("database"));
        parts.push(database);
        broker = EmbeddedBroker.start(state.home().resolve("broker"));
        parts.push(broker);
    }

    /**
     * Starts everything and returns when it answers.
     *
     * @param root the repository with its packages
     */
    public static MeasuredStack start(Path root, Clock clock)
            throws IOException, InterruptedException {
        var state = new StateDirectory(Files.createTempDirectory("hookline-bench"));
        Files.createDirectories(state.logs());
        var stack = new MeasuredStack(root, state, clock);
        try {
            stack.startServices(List.of(ServiceDefinition.GATEWAY, ServiceDefinition.CONTENT));
            return stack;
        } catch (RuntimeException | InterruptedException failure) {
            stack.close();
            throw failure;
        }
    }

    public ApiClient gateway() {
        return new ApiClient(client, urlOf(ServiceDefinition.GATEWAY), token);
    }

    public ApiClient content() {
        return new ApiClient(client, contentUrl(), token);
    }

    public URI contentUrl() {
        return urlOf(ServiceDefinition.CONTENT);
    }

    public String token() {
        return token;
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public DatabaseLogin contentDatabase() {
        return database.login(ServiceDefinition.CONTENT.database());
    }

    /** Processor time that a service has used since its start. */
    public Duration cpuOf(ServiceDefinition service) {
        return state.ledger()
                .find(service.name())
                .flatMap(process -> process.info().totalCpuDuration())
                .orElse(Duration.ZERO);
    }

    @Override
    public void close() {
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception failure) {
                System.err.println("could not stop: " + failure);
            }
        }
        client.close();
        Trees.delete(state.home());
    }

    private void startServices(List<ServiceDefinition> services) throws InterruptedException {
        // Also for the services that are not started: others are told where they would be.
        ServiceDefinition.all()
                .forEach(service ->
                        urls.put(
                                service.name(), URI.create("http://127.0.0.1:" + FreePorts.any())));
        var environment =
                new ServiceEnvironment(
                        broker.bootstrapServers(),
                        new ServiceKeys(
                                state.signingKeys().publicKeyFile(), randomKey(), randomKey()),
                        urls,
                        NOBODY,
                        state.media(),
                        // The events of the scenarios are not signed.
                        true);
        var children = new LinkedHashMap<ServiceDefinition, ChildProcess>();
        for (var service : services) {
            var child = ChildProcess.start(launchOf(service, environment), state.ledger());
            parts.push(() -> child.stop(PATIENCE));
            children.put(service, child);
        }
        var readiness = new Readiness(client, clock, READY_WITHIN);
        for (var started : children.entrySet()) {
            awaitReady(readiness, started.getKey(), started.getValue());
        }
    }

    private void awaitReady(Readiness readiness, ServiceDefinition service, ChildProcess child)
            throws InterruptedException {
        var outcome = readiness.await(urlOf(service).resolve("/q/health/ready"), child::isAlive);
        if (outcome != Readiness.Outcome.READY) {
            throw new IllegalStateException(
                    service.name() + " did not start:\n" + child.endOfLog(LINES_OF_LOG));
        }
    }

    private ChildProcess.Launch launchOf(
            ServiceDefinition service, ServiceEnvironment environment) {
        var jar = root.resolve(service.name()).resolve("target/quarkus-app/quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException("not built: " + jar);
        }
        return new ChildProcess.Launch(
                service.name(),
                ServiceCommand.of(jar, state.logs().resolve(service.name() + ".jfr")),
                environment.of(
                        service, urlOf(service).getPort(), database.login(service.database())),
                state.logs().resolve(service.name() + ".log"));
    }

    private URI urlOf(ServiceDefinition service) {
        var url = urls.get(service.name());
        if (url == null) {
            throw new IllegalArgumentException("is not measured: " + service.name());
        }
        return url;
    }

    private static String randomKey() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
