package dev.hookline.localstack;

import dev.hookline.localstack.command.DownCommand;
import dev.hookline.localstack.command.TokenCommand;
import dev.hookline.localstack.command.UpCommand;
import dev.hookline.localstack.command.UsageException;
import dev.hookline.localstack.stack.Console;
import dev.hookline.localstack.stack.LogFile;
import dev.hookline.localstack.stack.StateDirectory;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** {@code LocalStack up|down|token …}, with the repository's root in the working directory. */
public final class LocalStack {

    private static final int USAGE = 2;

    private LocalStack() {}

    public static void main(String[] words) throws InterruptedException {
        var clock = Clock.systemUTC();
        var root = Path.of(System.getProperty("hookline.root", "")).toAbsolutePath();
        var state = new StateDirectory(home(root, System.getenv()));
        var console = new Console(System.out, clock);
        var arguments = List.of(words);
        var command = arguments.isEmpty() ? "" : arguments.getFirst();
        var options = arguments.stream().skip(1).toList();
        try {
            System.exit(
                    switch (command) {
                        case "up" -> {
                            LogFile.below(state.logs());
                            yield new UpCommand(root, state, System.getenv(), console, clock)
                                    .run(options);
                        }
                        case "down" -> new DownCommand(state, console).run(options);
                        case "token" -> {
                            console.say(new TokenCommand(state, clock).run(options));
                            yield 0;
                        }
                        default -> throw new IllegalArgumentException("up, down or token?");
                    });
        } catch (UsageException | IllegalArgumentException mistake) {
            System.err.println("hookline: " + mistake.getMessage());
            System.exit(USAGE);
        }
    }

    private static Path home(Path root, Map<String, String> environment) {
        var chosen = environment.getOrDefault("HOOKLINE_HOME", "");
        return chosen.isBlank() ? root.resolve(".hookline") : Path.of(chosen);
    }
}
