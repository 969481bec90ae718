package dev.hookline.content.saving;

import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.util.List;
import java.util.Map;

/** Tells a client that it is plugins, not the client, whose content does not fit. */
final class PluginFault {

    private PluginFault() {}

    static ProblemException of(String hook, List<Fault> faults) {
        var type = ProblemType.HOOK_FAILED;
        var first = faults.getFirst();
        return new Problem(
                        type.uri(),
                        type.title(),
                        type.status(),
                        "what plugins returned does not fit the collection: "
                                + first.field()
                                + ": "
                                + first.message(),
                        faults,
                        Map.of("hook", hook))
                .asException();
    }
}
