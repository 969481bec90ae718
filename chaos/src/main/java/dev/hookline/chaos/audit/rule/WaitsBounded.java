package dev.hookline.chaos.audit.rule;

import dev.hookline.chaos.evidence.Evidence;
import dev.hookline.chaos.history.Attempt;
import dev.hookline.chaos.history.Injected;
import dev.hookline.chaos.script.FaultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How long clients waited. Time in which the service itself was stopped, or its clients cut off,
 * does not count.
 */
public final class WaitsBounded implements Rule {

    @Override
    public String promise() {
        return "no request takes longer than its documented limit";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        var found = new ArrayList<String>();
        for (var attempt : evidence.history().attempts()) {
            var allowed = attempt.action().limit().plus(frozen(evidence, attempt));
            if (attempt.took().compareTo(allowed) > 0) {
                found.add("late: allowed are " + allowed + ": " + attempt);
            }
        }
        return found;
    }

    private static Duration frozen(Evidence evidence, Attempt attempt) {
        var end = attempt.begun().plus(attempt.took());
        return evidence.history().faults().stream()
                .filter(fault -> fault.touches(attempt.begun(), end))
                .filter(fault -> isInTheWay(fault, attempt.replica()))
                .map(fault -> Duration.between(fault.begun(), fault.ended()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static boolean isInTheWay(Injected fault, String replica) {
        var target = fault.fault().target();
        return target.equals(replica) && fault.fault().kind() == FaultKind.SERVICE_PAUSE
                || target.equals(replica + "/clients");
    }
}
