package dev.hookline.chaos.audit.rule;

import dev.hookline.chaos.evidence.BusEvent;
import dev.hookline.chaos.evidence.Evidence;
import dev.hookline.chaos.evidence.Stored;
import dev.hookline.chaos.history.Action;
import dev.hookline.chaos.history.Operation;
import dev.hookline.chaos.plugin.Plugins;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Set;

/**
 * The plugin that is installed, switched and removed all the time, against what the operator was
 * told.
 */
public final class PluginChangesHold implements Rule {

    private static final Set<Action> CHANGES =
            EnumSet.of(
                    Action.INSTALL,
                    Action.ACTIVATE,
                    Action.DEACTIVATE,
                    Action.UPGRADE,
                    Action.UNINSTALL);

    private static final Set<Action> ENDS = EnumSet.of(Action.DEACTIVATE, Action.UNINSTALL);

    /** Clocks and the times of events are not exact. */
    private static final Duration TOLERANCE = Duration.ofSeconds(2);

    @Override
    public String promise() {
        return "an acknowledged change of a plugin holds, and a plugin that is switched off gets"
                + " nothing";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        var found = new ArrayList<String>();
        var changes =
                evidence.history().operations().stream()
                        .filter(one -> CHANGES.contains(one.action()) && one.mayHaveHappened())
                        .toList();
        lastOne(evidence, changes, found);
        silence(evidence, changes, found);
        return found;
    }

    private static void lastOne(Evidence evidence, List<Operation> changes, List<String> found) {
        if (changes.isEmpty() || !changes.getLast().isAcknowledged()) {
            return;
        }
        var last = changes.getLast();
        var status =
                evidence.stored(Stored.Plugin.class).stream()
                        .filter(plugin -> plugin.id().equals(Plugins.VISITOR))
                        .map(Stored.Plugin::status)
                        .findFirst()
                        .orElse("gone");
        boolean right =
                switch (last.action()) {
                    case INSTALL, ACTIVATE -> status.equals("active");
                    case UPGRADE -> !status.equals("gone");
                    case DEACTIVATE -> status.equals("inactive");
                    default -> status.equals("gone");
                };
        if (!right) {
            found.add("lost: the plugin is " + status + " after " + last);
        }
    }

    private static void silence(Evidence evidence, List<Operation> changes, List<String> found) {
        var times = new HashMap<String, Instant>();
        for (BusEvent event : evidence.events()) {
            times.putIfAbsent(event.id(), event.time());
        }
        for (int i = 0; i < changes.size(); i++) {
            var change = changes.get(i);
            if (!change.isAcknowledged() || !ENDS.contains(change.action())) {
                continue;
            }
            var from = change.ended().plus(TOLERANCE);
            var to =
                    i + 1 < changes.size()
                            ? changes.get(i + 1).begun().minus(TOLERANCE)
                            : Instant.MAX;
            evidence.deliveries().stream()
                    .filter(call -> call.plugin().equals(Plugins.VISITOR))
                    .filter(call -> isBetween(times.get(call.eventId()), from, to))
                    .forEach(call -> found.add("phantom: " + call + " although " + change));
        }
    }

    private static boolean isBetween(
            @org.jspecify.annotations.Nullable Instant time, Instant from, Instant to) {
        return time != null && time.isAfter(from) && time.isBefore(to);
    }
}
