package dev.hookline.localstack.command;

import dev.hookline.localstack.stack.Console;
import dev.hookline.localstack.stack.StateDirectory;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Stops the running stack, and what a killed one left behind. */
public final class DownCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final StateDirectory state;
    private final Console console;

    public DownCommand(StateDirectory state, Console console) {
        this.state = state;
        this.console = console;
    }

    /** Returns the exit status. */
    public int run(List<String> words) {
        Arguments.parse(words, Set.of(), Set.of());
        var stack = state.ledger().find(StateDirectory.STACK);
        if (stack.isEmpty()) {
            var ended = state.ledger().endLeftOvers();
            console.say(
                    ended.isEmpty()
                            ? "No stack is running."
                            : "Ended what a killed stack left behind: " + String.join(", ", ended));
            return 0;
        }
        console.say("Stopping the stack (process " + stack.get().pid() + ").");
        stack.get().destroy();
        stack.get()
                .onExit()
                .completeOnTimeout(stack.get(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                .join();
        if (stack.get().isAlive()) {
            console.say("It has not stopped within " + PATIENCE.toSeconds() + " s.");
            return 1;
        }
        console.say("Stopped.");
        return 0;
    }
}
