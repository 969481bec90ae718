package dev.hookline.chaos.audit.rule;

import dev.hookline.chaos.evidence.Evidence;
import dev.hookline.chaos.evidence.HealthSample;
import dev.hookline.chaos.evidence.Stored;
import dev.hookline.chaos.history.Injected;
import dev.hookline.chaos.script.FaultKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * After everything is healed: services are ready, what was late is done, and nothing is left over.
 */
public final class HealthReturns implements Rule {

    private static final Duration READY_WITHIN = Duration.ofSeconds(15);

    /** A service that is started again on a busy machine. */
    private static final Duration STARTED_WITHIN = Duration.ofSeconds(60);

    @Override
    public String promise() {
        return "services are well again within 15 s after the last fault, and nothing is left over";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        var found = new ArrayList<String>();
        var replicas =
                evidence.health().stream().map(HealthSample::replica).collect(Collectors.toSet());
        for (var heal : evidence.heals()) {
            for (var replica : replicas) {
                readiness(evidence, replica, heal, found);
            }
        }
        for (var recovery : evidence.recoveries()) {
            if (!recovery.happened()) {
                found.add("not well again: " + recovery);
            }
        }
        evidence.ends().stream()
                // A service that finds no database at its start ends, and is started again.
                .filter(end -> !end.endOfLog().contains("Failed to start"))
                .forEach(end -> found.add("ended by itself: " + end));
        evidence.stored(Stored.Leftover.class)
                .forEach(leftover -> found.add("left over: " + leftover));
        return found;
    }

    private static void readiness(
            Evidence evidence, String replica, Instant heal, List<String> found) {
        var promised = isStarting(evidence, replica, heal) ? STARTED_WITHIN : READY_WITHIN;
        var allowed = evidence.allowing(promised);
        var samples =
                evidence.health().stream()
                        .filter(sample -> sample.replica().equals(replica))
                        .filter(sample -> sample.at().isAfter(heal))
                        .filter(sample -> sample.at().isBefore(heal.plus(allowed)))
                        .toList();
        if (!samples.isEmpty() && samples.stream().noneMatch(HealthSample::ready)) {
            found.add("%s is not ready within %s after %s".formatted(replica, allowed, heal));
        }
    }

    private static boolean isStarting(Evidence evidence, String replica, Instant heal) {
        return evidence.history().faults().stream()
                .filter(fault -> fault.fault().kind() == FaultKind.SERVICE_KILL)
                .filter(fault -> fault.fault().target().equals(replica))
                .map(Injected::ended)
                .anyMatch(ended ->
                        ended.isAfter(heal.minus(evidence.allowing(STARTED_WITHIN)))
                                && !ended.isAfter(heal));
    }
}
