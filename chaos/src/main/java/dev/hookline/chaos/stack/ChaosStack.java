package dev.hookline.chaos.stack;

import dev.hookline.chaos.script.Targets;
import dev.hookline.localstack.broker.FurtherListener;
import dev.hookline.localstack.database.DatabaseLogin;
import dev.hookline.localstack.files.Trees;
import dev.hookline.localstack.port.FreePorts;
import dev.hookline.localstack.service.Readiness;
import dev.hookline.localstack.service.ServiceDefinition;
import dev.hookline.localstack.service.ServiceEnvironment;
import dev.hookline.localstack.service.ServiceKeys;
import dev.hookline.localstack.stack.StateDirectory;
import dev.hookline.localstack.token.AccessTokens;
import dev.hookline.localstack.token.TokenSubject;
import dev.hookline.testsupport.SmtpServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Everything that runs, by its names. */
public final class ChaosStack implements AutoCloseable {

    public static final int REPLICAS = 2;

    private static final Duration READY_WITHIN = Duration.ofMinutes(4);
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(24);
    private static final int DISK_MEGABYTES = 512;
    private static final int KEY_BYTES = 32;

    private final Path logs;
    private final Clock clock;
    private final StateDirectory state;
    private final Links links = new Links();
    private final SmtpServer mail = new SmtpServer();
    private final Servers servers;
    private final Optional<SmallDisk> disk;
    private final Map<String, Replica> replicas = new LinkedHashMap<>();
    private final String token;
    private final Supervision supervision;

    private ChaosStack(Path logs, Map<String, String> settings, Clock clock) throws IOException {
        this.logs = Files.createDirectories(logs);
        this.clock = clock;
        this.state = new StateDirectory(Files.createTempDirectory("hookline-chaos"));
        // The database may have to run as another user, who must get to its own directory.
        this.state.home().toFile().setExecutable(true, false);
        this.token =
                new AccessTokens(state.signingKeys(), clock)
                        .issue(TokenSubject.of("chaos", "Chaos", "admin"), TOKEN_LIFETIME);
        var kafka = new LinkedHashMap<String, FurtherListener>();
        for (var name : names()) {
            int port = FreePorts.any();
            int proxy = links.add(name + "/kafka", port);
            kafka.put(name, new FurtherListener(listenerOf(name), port, proxy));
        }
        this.servers = Servers.start(state.home(), List.copyOf(kafka.values()));
        this.disk = SmallDisk.mount(state.media(), DISK_MEGABYTES);
        prepareReplicas(kafka, settings);
        this.supervision = new Supervision(replicas(), clock);
    }

    /**
     * Starts the servers, not yet the services.
     *
     * @param logs where the services' logs go
     * @param settings further environment variables of all services
     */
    public static ChaosStack start(Path logs, Map<String, String> settings, Clock clock)
            throws IOException {
        return new ChaosStack(logs, settings, clock);
    }

    /**
     * Starts every replica, and waits until all are ready.
     *
     * @param packages the folder with the {@code quarkus-run.jar} of a service
     */
    public void startReplicas(Function<ServiceDefinition, Path> packages)
            throws InterruptedException {
        // The first ones create the tables.
        for (int number = 1; number <= REPLICAS; number++) {
            var suffix = "-" + number;
            var some = replicas().stream().filter(one -> one.name().endsWith(suffix)).toList();
            some.forEach(replica -> replica.launch(packages.apply(replica.service())));
            for (var replica : some) {
                awaitReady(replica);
            }
        }
    }

    /** Waits until a replica is ready. */
    public void awaitReady(Replica replica) throws InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var outcome =
                    new Readiness(client, clock, READY_WITHIN)
                            .await(replica.ownUrl().resolve("/q/health/ready"), () -> true);
            if (outcome != Readiness.Outcome.READY) {
                throw new IllegalStateException(
                        replica.name() + " did not start:\n" + replica.endOfLog());
            }
        }
    }

    public Supervision supervision() {
        return supervision;
    }

    public Servers servers() {
        return servers;
    }

    public Links links() {
        return links;
    }

    public SmtpServer mail() {
        return mail;
    }

    public Optional<SmallDisk> disk() {
        return disk;
    }

    public String token() {
        return token;
    }

    public Path logs() {
        return logs;
    }

    public List<Replica> replicas() {
        return List.copyOf(replicas.values());
    }

    public Replica replica(String name) {
        var replica = replicas.get(name);
        if (replica == null) {
            throw new IllegalArgumentException("no such replica: " + name);
        }
        return replica;
    }

    public List<Replica> replicasOf(ServiceDefinition service) {
        return replicas.values().stream()
                .filter(replica -> replica.service().equals(service))
                .toList();
    }

    /** Gives up the room that a fault has taken. */
    public void clearDisk() {
        disk.ifPresent(SmallDisk::clear);
    }

    /** Takes all room of the media service's disk. */
    public void fillDisk() {
        disk.ifPresent(SmallDisk::fill);
    }

    /** The names that a script may break; known without starting anything. */
    public static Targets targets(List<String> plugins, List<String> misbehaving) {
        var links = new ArrayList<String>();
        for (var name : names()) {
            links.addAll(List.of(name + "/kafka", name + "/database", name + "/clients"));
            if (name.startsWith(ServiceDefinition.EMAIL.name())) {
                links.add(name + "/smtp");
            }
        }
        plugins.forEach(plugin -> links.add("plugin-" + plugin + "/calls"));
        return new Targets(names(), links, misbehaving);
    }

    @Override
    public void close() {
        supervision.close();
        replicas.values().forEach(Replica::resume);
        replicas.values().forEach(Replica::kill);
        links.close();
        servers.close();
        disk.ifPresent(SmallDisk::close);
        try {
            mail.close();
        } catch (IOException failure) {
            System.err.println("could not stop the mail server: " + failure);
        }
        Trees.delete(state.home());
    }

    private static List<String> names() {
        var names = new ArrayList<String>();
        for (var service : ServiceDefinition.all()) {
            for (int number = 1; number <= REPLICAS; number++) {
                names.add(service.name() + "-" + number);
            }
        }
        return names;
    }

    private static String listenerOf(String name) {
        return name.replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private void prepareReplicas(Map<String, FurtherListener> kafka, Map<String, String> settings) {
        var ports = new LinkedHashMap<String, Integer>();
        names().forEach(name -> ports.put(name, FreePorts.any()));
        var fronts = new HashMap<String, URI>();
        for (var service : ServiceDefinition.all()) {
            var targets =
                    names().stream()
                            .filter(name -> name.startsWith(service.name()))
                            .map(ports::get)
                            .toArray(Integer[]::new);
            int front = links.add(service.name() + "/gateway", targets);
            fronts.put(service.name(), local(front));
        }
        var keys = new ServiceKeys(state.signingKeys().publicKeyFile(), key(), key());
        for (var service : ServiceDefinition.all()) {
            for (int number = 1; number <= REPLICAS; number++) {
                var name = service.name() + "-" + number;
                int smtp =
                        service.equals(ServiceDefinition.EMAIL)
                                ? links.add(name + "/smtp", mail.port())
                                : mail.port();
                var proxied = kafka.get(name);
                var environment =
                        new ServiceEnvironment(
                                "127.0.0.1:" + (proxied == null ? 0 : proxied.advertisedPort()),
                                keys,
                                fronts,
                                smtp,
                                state.media(),
                                false);
                int port = ports.getOrDefault(name, 0);
                var variables =
                        new HashMap<>(environment.of(service, port, loginOf(name, service)));
                variables.putAll(Tuning.of(service));
                variables.putAll(settings);
                replicas.put(
                        name,
                        new Replica(
                                new Replica.Setting(
                                        service,
                                        number,
                                        local(port),
                                        local(links.add(name + "/clients", port)),
                                        variables,
                                        launcherOf(service)),
                                logs,
                                state.ledger()));
            }
        }
    }

    private DatabaseLogin loginOf(String name, ServiceDefinition service) {
        var login = servers.login(service.database());
        int proxy = links.add(name + "/database", servers.databasePort());
        return new DatabaseLogin(
                login.jdbcUrl().replace(":" + servers.databasePort() + "/", ":" + proxy + "/"),
                login.username(),
                login.password());
    }

    private List<String> launcherOf(ServiceDefinition service) {
        return service.equals(ServiceDefinition.MEDIA)
                ? disk.map(SmallDisk::inside).orElse(List.of())
                : List.of();
    }

    private static URI local(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static String key() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }
}
