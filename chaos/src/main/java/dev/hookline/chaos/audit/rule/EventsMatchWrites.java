package dev.hookline.chaos.audit.rule;

import dev.hookline.chaos.evidence.BusEvent;
import dev.hookline.chaos.evidence.Evidence;
import dev.hookline.chaos.evidence.Stored;
import dev.hookline.chaos.history.Action;
import dev.hookline.chaos.history.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the topics hold, against what was written. */
public final class EventsMatchWrites implements Rule {

    @Override
    public String promise() {
        return "every committed change has one event on its topic, and every event belongs to a"
                + " change";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        var found = new ArrayList<String>();
        var operations = new HashMap<String, Operation>();
        evidence.history().operations().forEach(one -> operations.put(one.id(), one));
        var saves = new HashMap<String, List<BusEvent>>();
        var others = new HashMap<String, List<BusEvent>>();
        for (var event : evidence.events()) {
            if (event.hook().equals("content:afterSave")) {
                saves.computeIfAbsent(event.operation(), key -> new ArrayList<>()).add(event);
            } else if (event.hook().startsWith("content:")) {
                others.computeIfAbsent(event.subject(), key -> new ArrayList<>()).add(event);
            }
        }
        acknowledged(evidence, saves, others, found);
        stored(evidence, saves, found);
        phantoms(evidence, operations, saves, others, found);
        once(evidence, found);
        return found;
    }

    private static void acknowledged(
            Evidence evidence,
            Map<String, List<BusEvent>> saves,
            Map<String, List<BusEvent>> others,
            List<String> found) {
        for (var operation : evidence.history().operations()) {
            if (!operation.isAcknowledged()) {
                continue;
            }
            var events = others.getOrDefault(operation.subject(), List.of());
            boolean told =
                    switch (operation.action()) {
                        case CREATE, UPDATE ->
                                saves.getOrDefault(operation.id(), List.of()).stream()
                                        .anyMatch(event -> event.version() == operation.version());
                        case PUBLISH ->
                                lastMove(events, operation.version())
                                        .equals("content:afterPublish");
                        case UNPUBLISH ->
                                lastMove(events, operation.version())
                                        .equals("content:afterUnpublish");
                        case DELETE -> has(events, "");
                        case PURGE -> has(events, "permanent");
                        default -> true;
                    };
            if (!told) {
                found.add("lost: acknowledged, and no event tells of it: " + operation);
            }
        }
    }

    /** Publishing what is published already is acknowledged, and causes no event. */
    private static String lastMove(List<BusEvent> events, long version) {
        return events.stream()
                .filter(event -> event.version() > 0 && event.version() <= version)
                .max((one, other) -> Long.compare(one.version(), other.version()))
                .map(BusEvent::hook)
                .orElse("");
    }

    private static boolean has(List<BusEvent> events, String detail) {
        return events.stream()
                .anyMatch(event ->
                        event.hook().equals("content:afterDelete")
                                && event.detail().equals(detail));
    }

    private static void stored(
            Evidence evidence, Map<String, List<BusEvent>> saves, List<String> found) {
        for (var revision : evidence.stored(Stored.Revision.class)) {
            if (!saves.containsKey(revision.operation())) {
                found.add("lost: stored, and no event tells of it: " + revision);
            }
        }
    }

    private static void phantoms(
            Evidence evidence,
            Map<String, Operation> operations,
            Map<String, List<BusEvent>> saves,
            Map<String, List<BusEvent>> others,
            List<String> found) {
        saves.forEach((id, events) -> {
            var operation = operations.get(id);
            boolean wanted =
                    operation == null ? id.startsWith("trial-") : operation.mayHaveHappened();
            if (!wanted) {
                found.add("phantom: an event of what was not stored: " + events.getFirst());
            }
        });
        var deleted = new HashSet<String>();
        for (var operation : evidence.history().operations()) {
            if (operation.mayHaveHappened()
                    && (operation.action() == Action.DELETE
                            || operation.action() == Action.PURGE)) {
                deleted.add(operation.subject());
            }
        }
        others.forEach((subject, events) -> {
            if (events.stream().anyMatch(event -> event.hook().equals("content:afterDelete"))
                    && !deleted.contains(subject)) {
                found.add("phantom: an event of a deletion that was refused: " + subject);
            }
        });
    }

    /**
     * The same event may stand on a topic twice, with the same id; two events of one change may
     * not.
     */
    private static void once(Evidence evidence, List<String> found) {
        Map<String, Set<String>> ids = new HashMap<>();
        for (var event : evidence.events()) {
            if (event.version() > 0) {
                var change = event.hook() + " " + event.subject() + " " + event.version();
                ids.computeIfAbsent(change, key -> new HashSet<>()).add(event.id());
            }
        }
        ids.forEach((change, events) -> {
            if (events.size() > 1) {
                found.add("doubled: one change has several events: " + change + " " + events);
            }
        });
    }
}
