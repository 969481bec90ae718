package dev.hookline.content.evolution;

import dev.hookline.content.collection.EntryCensus;
import dev.hookline.content.field.FieldDefinition;
import dev.hookline.content.field.FieldSet;
import dev.hookline.content.field.FieldType;
import dev.hookline.content.store.EntryScan;
import dev.hookline.content.store.EntryStore;
import dev.hookline.kit.problem.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Decides whether entries can follow a change of their collection's fields, and lets them. */
@ApplicationScoped
class FieldEvolution implements EntryCensus {

    private static final int IDS_AT_ONCE = 1_000;

    private final EntryScan scan;
    private final EntryStore entries;

    FieldEvolution(EntryScan scan, EntryStore entries) {
        this.scan = scan;
        this.entries = entries;
    }

    @Override
    public long count(String collection) {
        return scan.count(collection);
    }

    @Override
    public List<Fault> adapt(String collection, FieldSet before, FieldSet after) {
        var faults = new ArrayList<Fault>();
        var demanding =
                after.definitions().stream().filter(field -> demandsMore(field, before)).toList();
        if (!demanding.isEmpty()) {
            var tally = new Tally(after, demanding);
            scan.forEach(collection, tally::take);
            faults.addAll(tally.faults());
            demanding.stream()
                    .filter(field -> field.type() == FieldType.REFERENCE)
                    .forEach(field -> checkTargets(field, tally, faults));
        }
        adaptUniqueness(collection, before, after, faults);
        return faults;
    }

    private void checkTargets(FieldDefinition field, Tally tally, List<Fault> faults) {
        var target = Objects.requireNonNull(field.collection(), field.name());
        var ids = List.copyOf(tally.referencesOf(field));
        int dangling = 0;
        for (int from = 0; from < ids.size(); from += IDS_AT_ONCE) {
            var some = ids.subList(from, Math.min(ids.size(), from + IDS_AT_ONCE));
            dangling += some.size() - entries.holdIds(target, some).size();
        }
        if (dangling > 0) {
            faults.add(
                    new Fault(
                            "fields." + field.name(),
                            dangling + " values are no ids of entries in " + target));
        }
    }

    private void adaptUniqueness(
            String collection, FieldSet before, FieldSet after, List<Fault> faults) {
        for (var field : before.unique()) {
            if (after.find(field.name()).filter(FieldDefinition::unique).isEmpty()) {
                scan.makeCommon(collection, field);
            }
        }
        for (var field : after.unique()) {
            var earlier = before.find(field.name()).filter(FieldDefinition::unique);
            if (earlier.isPresent() && earlier.get().type() == field.type()) {
                continue;
            }
            int shared = scan.makeUnique(collection, field);
            if (shared > 0) {
                faults.add(
                        new Fault(
                                "fields." + field.name(),
                                shared + " values are shared by several entries"));
            }
        }
    }

    /** A field that is new may find values of an earlier field of the same name. */
    private static boolean demandsMore(FieldDefinition field, FieldSet before) {
        return before.find(field.name())
                .map(earlier -> !earlier.equals(relabelled(field, earlier)))
                .orElse(true);
    }

    /** The field as it would be if only the label and uniqueness had stayed the same. */
    private static FieldDefinition relabelled(FieldDefinition field, FieldDefinition earlier) {
        return new FieldDefinition(
                field.name(),
                field.type(),
                earlier.label(),
                field.required(),
                earlier.unique(),
                field.defaultValue(),
                field.min(),
                field.max(),
                field.options(),
                field.pattern(),
                field.collection());
    }
}
