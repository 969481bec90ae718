package dev.hookline.chaos.audit.rule;

import dev.hookline.chaos.evidence.BusEvent;
import dev.hookline.chaos.evidence.Evidence;
import dev.hookline.chaos.load.Preparation;
import dev.hookline.chaos.plugin.Plugins;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Scheduled tasks: each time at most once, in order, and again soon after a disturbance. */
public final class TicksOnce implements Rule {

    /** After it, a task must have run again. */
    private static final Duration BACK_WITHIN = Duration.ofSeconds(15);

    @Override
    public String promise() {
        return "no run of a scheduled task is doubled, and runs go on within 15 s after a"
                + " disturbance";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        var found = new ArrayList<String>();
        var ids = new HashMap<String, String>();
        var latest = new HashMap<String, Instant>();
        var seen = new HashSet<String>();
        Map<String, BusEvent> ticks = new HashMap<>();
        for (var event : evidence.events()) {
            if (!event.hook().equals("cron") || !seen.add(event.id())) {
                continue;
            }
            ticks.put(event.id(), event);
            var other = ids.putIfAbsent(event.subject() + " " + event.detail(), event.id());
            if (other != null) {
                found.add("doubled: two ticks of one time: " + event + " and " + other);
            }
            var scheduled = Instant.parse(event.detail());
            var before = latest.put(event.subject(), scheduled);
            if (before != null && before.isAfter(scheduled)) {
                found.add("swapped: an earlier time after " + before + ": " + event);
            }
        }
        resumption(evidence, ticks, found);
        return found;
    }

    private static void resumption(
            Evidence evidence, Map<String, BusEvent> ticks, List<String> found) {
        for (var heal : evidence.heals()) {
            for (var task : Preparation.TASKS.keySet()) {
                boolean back =
                        evidence.deliveries().stream()
                                .filter(call -> call.plugin().equals(Plugins.CLOCK))
                                .filter(call -> call.accepted() && call.hook().equals("cron"))
                                .filter(call -> call.arrived().isAfter(heal))
                                .filter(call ->
                                        call.arrived()
                                                .isBefore(
                                                        heal.plus(evidence.allowing(BACK_WITHIN))))
                                .map(call -> ticks.get(call.eventId()))
                                .anyMatch(tick -> tick != null && tick.subject().endsWith(task));
                if (!back) {
                    found.add(
                            "lost: the task %s did not run within %s after %s"
                                    .formatted(task, BACK_WITHIN, heal));
                }
            }
        }
    }
}
