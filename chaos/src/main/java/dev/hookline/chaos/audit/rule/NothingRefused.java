package dev.hookline.chaos.audit.rule;

import dev.hookline.chaos.evidence.Evidence;
import dev.hookline.chaos.history.Attempt;
import dev.hookline.chaos.history.Operation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * For a rolling update: whatever a client wants is done by one replica or the other, if need be at
 * a repetition.
 */
public final class NothingRefused implements Rule {

    /** Answers that tell a client that it has asked for something impossible. */
    private static final Set<Integer> OWN_FAULTS = Set.of(404, 409, 412, 422);

    @Override
    public String promise() {
        return "nothing is refused while services are replaced";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        Map<String, Attempt> last = new HashMap<>();
        evidence.history().attempts().forEach(one -> last.put(one.operation(), one));
        return evidence.history().operations().stream()
                .filter(one -> !one.isAcknowledged() && !one.forbidden())
                .filter(one -> !isOwnFault(last.get(one.id())))
                .map(Operation::toString)
                .toList();
    }

    private static boolean isOwnFault(@org.jspecify.annotations.Nullable Attempt last) {
        return last != null && OWN_FAULTS.contains(last.status());
    }
}
