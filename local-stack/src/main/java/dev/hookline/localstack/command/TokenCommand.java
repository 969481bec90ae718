package dev.hookline.localstack.command;

import dev.hookline.localstack.stack.StateDirectory;
import dev.hookline.localstack.token.AccessTokens;
import dev.hookline.localstack.token.TokenSubject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Prints a token; works whether the stack runs or not, for the key pair outlives it. */
public final class TokenCommand {

    private static final Set<String> ROLES = Set.of("admin", "editor", "author", "viewer");
    private static final Duration LIFETIME = Duration.ofHours(12);

    private final StateDirectory state;
    private final Clock clock;

    public TokenCommand(StateDirectory state, Clock clock) {
        this.state = state;
        this.clock = clock;
    }

    /** The token that the arguments ask for. */
    public String run(List<String> words) {
        var arguments = Arguments.parse(words, Set.of(), Set.of("--role", "--sub", "--name"));
        var roles = Set.of(arguments.value("--role", "admin").split(","));
        for (var role : roles) {
            if (!ROLES.contains(role)) {
                throw new UsageException(
                        "unknown role: " + role + " (there are admin, editor, author, viewer)");
            }
        }
        var subject = arguments.value("--sub", roles.iterator().next());
        var name = arguments.value("--name", "Local " + subject);
        return new AccessTokens(state.signingKeys(), clock)
                .issue(new TokenSubject(subject, name, roles), LIFETIME);
    }
}
