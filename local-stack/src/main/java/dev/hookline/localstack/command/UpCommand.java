package dev.hookline.localstack.command;

import dev.hookline.localstack.files.DirectoryLock;
import dev.hookline.localstack.files.SecretFile;
import dev.hookline.localstack.stack.Console;
import dev.hookline.localstack.stack.Stack;
import dev.hookline.localstack.stack.StackSettings;
import dev.hookline.localstack.stack.StateDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts the stack and stays until it is asked to stop. */
public final class UpCommand {

    private static final System.Logger LOG = System.getLogger(UpCommand.class.getName());

    private final Path root;
    private final StateDirectory state;
    private final Map<String, String> environment;
    private final Console console;
    private final Clock clock;
    private final AtomicBoolean stopping = new AtomicBoolean();

    public UpCommand(
            Path root,
            StateDirectory state,
            Map<String, String> environment,
            Console console,
            Clock clock) {
        this.root = root;
        this.state = state;
        this.environment = environment;
        this.console = console;
        this.clock = clock;
    }

    /** Returns the exit status, unless a signal ends the process first. */
    public int run(List<String> words) throws InterruptedException {
        var arguments =
                Arguments.parse(words, Set.of("--fresh", "--no-samples"), Set.of("--port-offset"));
        var settings = settings(arguments);
        var lock = lock();
        if (lock.isEmpty()) {
            return alreadyRunning();
        }
        try (var held = lock.get()) {
            return run(settings, arguments.has("--fresh"));
        }
    }

    private int run(StackSettings settings, boolean fresh) throws InterruptedException {
        try {
            prepare(settings, fresh);
        } catch (RuntimeException failure) {
            report("Hookline did not start", failure);
            return 1;
        }
        var stack = Stack.starting(settings, state, console, clock);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack), "stop"));
        try {
            stack.bringUp();
            var reason = stack.failure().join();
            report("Hookline cannot go on", new IllegalStateException(reason));
        } catch (RuntimeException failure) {
            report("Hookline did not start", failure);
        }
        stop(stack);
        return 1;
    }

    private void prepare(StackSettings settings, boolean fresh) {
        Stack.requireBuilt(settings);
        var ended = state.ledger().endLeftOvers();
        if (!ended.isEmpty()) {
            console.note("ended what an earlier run left behind: " + String.join(", ", ended));
        }
        if (fresh) {
            state.wipe();
        }
        state.ledger().record(StateDirectory.STACK, ProcessHandle.current());
        console.say(fresh ? "Starting Hookline anew." : "Starting Hookline.");
    }

    /** When we were asked to stop, things fail for that reason alone. */
    private void report(String what, RuntimeException failure) {
        if (!stopping.get()) {
            console.say("\n" + what + ": " + failure.getMessage());
            LOG.log(System.Logger.Level.WARNING, what, failure);
        }
    }

    /** Called by a signal, by a failure, or by both. */
    private void stop(Stack stack) {
        if (stopping.compareAndSet(false, true)) {
            console.say("\nStopping.");
            stack.close();
            state.ledger().forget(StateDirectory.STACK);
            console.say("Stopped.");
        } else {
            stack.close();
        }
    }

    private StackSettings settings(Arguments arguments) {
        var offset = arguments.value("--port-offset", "0");
        if (!offset.matches("[0-9]{1,5}")) {
            throw new UsageException("--port-offset is not a number: " + offset);
        }
        return new StackSettings(
                root, !arguments.has("--no-samples"), Integer.parseInt(offset), environment);
    }

    private Optional<DirectoryLock> lock() {
        try {
            return Optional.of(DirectoryLock.acquire(state.home()));
        } catch (IllegalStateException taken) {
            return Optional.empty();
        }
    }

    private int alreadyRunning() {
        var pid = state.ledger().find(StateDirectory.STACK).map(p -> " (process " + p.pid() + ")");
        console.say("A stack is running already" + pid.orElse("") + "; ./hookline down stops it.");
        if (Files.exists(state.summary())) {
            console.say("\n" + SecretFile.read(state.summary()));
        }
        return 1;
    }
}
