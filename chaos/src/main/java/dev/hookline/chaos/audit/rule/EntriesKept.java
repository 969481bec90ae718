package dev.hookline.chaos.audit.rule;

import dev.hookline.chaos.evidence.Evidence;
import dev.hookline.chaos.evidence.Stored;
import dev.hookline.chaos.history.Action;
import dev.hookline.chaos.history.Operation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the database holds of entries, against what editors were told. */
public final class EntriesKept implements Rule {

    private static final Set<Action> SAVES = EnumSet.of(Action.CREATE, Action.UPDATE);

    @Override
    public String promise() {
        return "no acknowledged write of an entry is lost, no refused one is stored, and a keyed"
                + " one is stored once";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        var found = new ArrayList<String>();
        var operations = new HashMap<String, Operation>();
        evidence.history().operations().forEach(one -> operations.put(one.id(), one));
        var revisions = new HashMap<String, List<Stored.Revision>>();
        for (var revision : evidence.stored(Stored.Revision.class)) {
            revisions.computeIfAbsent(revision.operation(), key -> new ArrayList<>()).add(revision);
        }
        var entries = new HashMap<String, Stored.Entry>();
        evidence.stored(Stored.Entry.class).forEach(entry -> entries.put(entry.subject(), entry));
        var gone = purged(evidence);
        lost(evidence, revisions, entries, gone, found);
        phantoms(operations, revisions, found);
        states(evidence, entries, gone, found);
        looks(evidence, found);
        return found;
    }

    private static void lost(
            Evidence evidence,
            Map<String, List<Stored.Revision>> revisions,
            Map<String, Stored.Entry> entries,
            Set<String> gone,
            List<String> found) {
        for (var operation : evidence.history().operations()) {
            if (!operation.isAcknowledged() || gone.contains(operation.subject())) {
                continue;
            }
            if (SAVES.contains(operation.action()) && !revisions.containsKey(operation.id())) {
                found.add("lost: acknowledged, and no revision has it: " + operation);
            }
            var entry = entries.get(operation.subject());
            if (operation.version() > 0
                    && (entry == null || entry.version() < operation.version())) {
                found.add(
                        "lost: the entry is older than acknowledged: " + operation + ", " + entry);
            }
        }
    }

    private static void phantoms(
            Map<String, Operation> operations,
            Map<String, List<Stored.Revision>> revisions,
            List<String> found) {
        revisions.forEach((id, stored) -> {
            var operation = operations.get(id);
            if (operation == null) {
                // What the preparation has made has operations that are no part of the history.
                if (!id.startsWith("trial-")) {
                    found.add("phantom: nothing wanted it: " + stored);
                }
                return;
            }
            if (!operation.mayHaveHappened()) {
                found.add("phantom: refused, and stored: " + operation + ", " + stored);
            }
            if (operation.keyed() && stored.size() > 1) {
                found.add("doubled: one idempotency key, stored twice: " + stored);
            }
        });
    }

    /** The last thing that was done to an entry decides what it is, unless its end is unknown. */
    private static void states(
            Evidence evidence,
            Map<String, Stored.Entry> entries,
            Set<String> gone,
            List<String> found) {
        var last = new HashMap<String, Operation>();
        for (var operation : evidence.history().operations()) {
            if (operation.mayHaveHappened()
                    && EnumSet.of(Action.PUBLISH, Action.UNPUBLISH, Action.DELETE, Action.PURGE)
                            .contains(operation.action())) {
                last.put(operation.subject(), operation);
            }
        }
        last.forEach((subject, operation) -> {
            var entry = entries.get(subject);
            if (!operation.isAcknowledged() || isOvertaken(evidence, operation)) {
                return;
            }
            var status = entry == null ? "gone" : entry.status();
            boolean right =
                    switch (operation.action()) {
                        case PUBLISH -> status.equals("PUBLISHED");
                        case UNPUBLISH -> status.equals("DRAFT");
                        case DELETE -> status.equals("TRASHED") || gone.contains(subject);
                        default -> status.equals("gone");
                    };
            if (!right) {
                found.add("lost: the entry is " + status + " after " + operation);
            }
        });
    }

    /** Whether a request of which nothing was heard may have been carried out after this one. */
    private static boolean isOvertaken(Evidence evidence, Operation operation) {
        return evidence.history().operations().stream()
                .anyMatch(other ->
                        other.subject().equals(operation.subject())
                                && other.mayHaveHappened()
                                && !other.isAcknowledged());
    }

    private static void looks(Evidence evidence, List<String> found) {
        for (var look : evidence.history().looks()) {
            if (look.seen() < look.acknowledged()) {
                found.add("stale: a replica shows an older version than acknowledged: " + look);
            }
        }
    }

    /** Entries that may have been deleted for ever. */
    private static Set<String> purged(Evidence evidence) {
        var gone = new HashSet<String>();
        for (var operation : evidence.history().operations()) {
            if (operation.action() == Action.PURGE && operation.mayHaveHappened()) {
                gone.add(operation.subject());
            }
        }
        return gone;
    }
}
