package dev.hookline.chaos.stack;

import dev.hookline.localstack.process.ChildProcess;
import dev.hookline.localstack.process.LifeLine;
import dev.hookline.localstack.process.ProcessLedger;
import dev.hookline.localstack.service.ServiceDefinition;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One process of a service, which can be killed, stopped and started again, also from another
 * package.
 */
public final class Replica {

    private static final int HEAP_MEGABYTES = 160;
    private static final int LINES = 40;
    private static final int MANY_LINES = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String name;
    private final ServiceDefinition service;
    private final URI ownUrl;
    private final URI clientUrl;
    private final Map<String, String> environment;
    private final List<String> launcher;
    private final Path logs;
    private final ProcessLedger ledger;
    private int starts;
    private Path packages = Path.of("");
    private @Nullable ChildProcess process;
    private @Nullable LifeLine lifeLine;

    /** How a replica is reached and what it is told. */
    record Setting(
            ServiceDefinition service,
            int number,
            URI ownUrl,
            URI clientUrl,
            Map<String, String> environment,
            List<String> launcher) {}

    Replica(Setting setting, Path logs, ProcessLedger ledger) {
        this.name = setting.service().name() + "-" + setting.number();
        this.service = setting.service();
        this.ownUrl = setting.ownUrl();
        this.clientUrl = setting.clientUrl();
        this.environment = setting.environment();
        this.launcher = setting.launcher();
        this.logs = logs;
        this.ledger = ledger;
    }

    public String name() {
        return name;
    }

    public ServiceDefinition service() {
        return service;
    }

    /** Where it listens. */
    public URI ownUrl() {
        return ownUrl;
    }

    /** Where clients reach it, through a proxy. */
    public URI clientUrl() {
        return clientUrl;
    }

    /**
     * Starts the process without waiting for it.
     *
     * @param from the folder with a {@code quarkus-run.jar}
     */
    public synchronized void launch(Path from) {
        packages = from;
        var jar = from.resolve("quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException("not built: " + jar);
        }
        starts++;
        process =
                ChildProcess.start(
                        new ChildProcess.Launch(
                                name,
                                command(jar),
                                environment,
                                logs.resolve(name + "-" + starts + ".log")),
                        ledger);
        lifeLine = LifeLine.to(process.pid());
    }

    /** Starts it again from the packages of its last start. */
    public synchronized void relaunch() {
        launch(packages);
    }

    /** Ends it at once. */
    public synchronized void kill() {
        if (process != null) {
            process.kill();
            letGo();
            process = null;
        }
    }

    /** Asks it to end, as an update does. */
    public synchronized void stop() {
        if (process != null) {
            process.stop(PATIENCE);
            letGo();
            process = null;
        }
    }

    /** Stops its time. */
    public synchronized void pause() {
        signal("STOP");
    }

    public synchronized void resume() {
        signal("CONT");
    }

    /**
     * Starts it again when it has ended without being told to; how it ended, empty when it has not.
     */
    synchronized Optional<String> revive() {
        if (process == null || process.isAlive()) {
            return Optional.empty();
        }
        var end = process.endOfLog(MANY_LINES);
        letGo();
        launch(packages);
        return Optional.of(end);
    }

    public synchronized boolean isAlive() {
        return process != null && process.isAlive();
    }

    public synchronized String endOfLog() {
        return process == null ? "(not running)" : process.endOfLog(LINES);
    }

    private void signal(String signal) {
        if (process != null && process.isAlive()) {
            Signals.send(signal, process.pid());
        }
    }

    private void letGo() {
        if (lifeLine != null) {
            lifeLine.close();
            lifeLine = null;
        }
    }

    private List<String> command(Path jar) {
        var words = new ArrayList<>(launcher);
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.add("-Xmx" + HEAP_MEGABYTES + "m");
        words.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-jar",
                        jar.toString()));
        return words;
    }
}
