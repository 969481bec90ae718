package dev.hookline.chaos.audit.rule;

import dev.hookline.chaos.evidence.BusEvent;
import dev.hookline.chaos.evidence.Evidence;
import dev.hookline.chaos.evidence.Stored;
import dev.hookline.chaos.history.Action;
import dev.hookline.chaos.history.Operation;
import dev.hookline.chaos.plugin.Policy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Items, their bytes and their events, against what uploaders were told. */
public final class FilesKept implements Rule {

    @Override
    public String promise() {
        return "no acknowledged file or byte of it is lost, and no refused or removed one is there";
    }

    @Override
    public List<String> violations(Evidence evidence) {
        var found = new ArrayList<String>();
        var files = new HashMap<String, Stored.File>();
        evidence.stored(Stored.File.class).forEach(file -> files.put(file.id(), file));
        var removed = removals(evidence, false);
        var surelyRemoved = removals(evidence, true);
        for (var upload : uploads(evidence).values()) {
            var file = files.get(upload.subject());
            if (upload.isAcknowledged() && !removed.contains(upload.subject())) {
                if (file == null) {
                    found.add("lost: acknowledged, and no item: " + upload);
                } else if (!file.digest().equals(upload.digest())) {
                    found.add("lost: the item has other bytes: " + upload + ", " + file);
                }
            }
        }
        surelyRemoved.stream()
                .filter(files::containsKey)
                .forEach(id -> found.add("phantom: removed, and still there: " + id));
        phantoms(evidence, files, found);
        events(evidence, files, found);
        bytes(evidence, files, found);
        return found;
    }

    private static void phantoms(
            Evidence evidence, Map<String, Stored.File> files, List<String> found) {
        var uploads = uploads(evidence);
        var counts = new HashMap<String, Integer>();
        for (var file : files.values()) {
            var id = operationOf(file.filename());
            var upload = uploads.get(id);
            if (upload == null || !upload.mayHaveHappened()) {
                found.add("phantom: refused or never sent, and stored: " + file);
            } else if (upload.keyed() && counts.merge(id, 1, Integer::sum) > 1) {
                found.add("doubled: one idempotency key, stored twice: " + file);
            }
        }
    }

    private static void events(
            Evidence evidence, Map<String, Stored.File> files, List<String> found) {
        var told =
                evidence.events().stream()
                        .filter(event -> event.hook().equals("media:afterUpload"))
                        .map(BusEvent::operation)
                        .collect(Collectors.toSet());
        files.keySet().stream()
                .filter(id -> !told.contains(id))
                .forEach(id -> found.add("lost: no event tells of the file " + id));
    }

    private static void bytes(
            Evidence evidence, Map<String, Stored.File> files, List<String> found) {
        for (var read : evidence.files()) {
            var file = files.get(read.id());
            if (file != null && (read.status() != 200 || !read.digest().equals(file.digest()))) {
                found.add("lost: other bytes than stored: " + read + ", " + file);
            } else if (file == null && read.status() == 200) {
                found.add("phantom: served, and no item: " + read);
            }
        }
    }

    private static Map<String, Operation> uploads(Evidence evidence) {
        return evidence.history().operations().stream()
                .filter(one -> one.action() == Action.UPLOAD)
                .collect(Collectors.toMap(Operation::id, one -> one));
    }

    private static Set<String> removals(Evidence evidence, boolean surely) {
        var removed = new HashSet<String>();
        for (var operation : evidence.history().operations()) {
            if (operation.action() == Action.REMOVE_FILE
                    && (surely ? operation.isAcknowledged() : operation.mayHaveHappened())) {
                removed.add(operation.subject());
            }
        }
        return removed;
    }

    private static String operationOf(String filename) {
        var plain = filename.replace(Policy.FILE_MARK, "").replace(Policy.FORBIDDEN + "-", "");
        return plain.endsWith(".bin") ? plain.substring(0, plain.length() - 4) : plain;
    }
}
