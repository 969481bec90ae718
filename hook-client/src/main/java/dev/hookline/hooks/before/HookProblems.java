package dev.hookline.hooks.before;

import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a client is told when plugins do not let an operation pass. */
public final class HookProblems {

    private HookProblems() {}

    /**
     * The problem that ends the request.
     *
     * @throws IllegalArgumentException for an outcome that is no problem
     */
    public static ProblemException toException(HookOutcome outcome) {
        return switch (outcome) {
            case HookOutcome.Completed completed ->
                    throw new IllegalArgumentException("not a problem: " + completed);
            case HookOutcome.NoProvider missing ->
                    problem(ProblemType.HOOK_NO_PROVIDER, missing.detail(), missing.hook(), null);
            case HookOutcome.Rejected rejected ->
                    problem(
                            ProblemType.HOOK_REJECTED,
                            rejected.detail(),
                            rejected.hook(),
                            rejected.pluginId());
            case HookOutcome.Failed failed ->
                    problem(
                            ProblemType.HOOK_FAILED,
                            failed.detail(),
                            failed.hook(),
                            failed.pluginId());
            case HookOutcome.TimedOut late ->
                    problem(ProblemType.HOOK_TIMEOUT, late.detail(), late.hook(), late.pluginId());
            case HookOutcome.Unreachable unreachable ->
                    problem(
                            ProblemType.HOOK_BUS_UNAVAILABLE,
                            unreachable.detail(),
                            unreachable.hook(),
                            null);
        };
    }

    /**
     * The problem of plugins whose answer cannot be used.
     *
     * @param what it should have fitted, {@code the collection}
     */
    public static ProblemException unfit(String hook, String what, List<Fault> faults) {
        var type = ProblemType.HOOK_FAILED;
        var first = faults.getFirst();
        var detail =
                "what plugins returned does not fit %s: %s: %s"
                        .formatted(what, first.field(), first.message());
        return new Problem(
                        type.uri(),
                        type.title(),
                        type.status(),
                        detail,
                        faults,
                        Map.of("hook", hook))
                .asException();
    }

    private static ProblemException problem(
            ProblemType type, String detail, String hook, @Nullable String pluginId) {
        return Problem.of(type, detail).with("hook", hook).with("pluginId", pluginId).asException();
    }
}
