package dev.hookline.content.collection;

import dev.hookline.content.field.Checked;
import dev.hookline.content.field.FieldDefinition;
import dev.hookline.content.field.FieldSet;
import dev.hookline.content.field.FieldSpec;
import dev.hookline.content.field.FieldSpecs;
import dev.hookline.kit.json.Storable;
import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks what a client wants a collection to be, and answers with every fault at once. */
@ApplicationScoped
class CollectionCheck {

    private static final int MAX_LABEL = 200;

    private final CollectionRows rows;

    CollectionCheck(CollectionRows rows) {
        this.rows = rows;
    }

    /** The fields of a new collection; needs a transaction. */
    FieldSet check(NewCollection wanted) {
        var faults = new ArrayList<Fault>();
        var name = wanted.name();
        if (name == null || !CollectionRegistry.NAME.matcher(name).matches()) {
            faults.add(
                    new Fault(
                            "name",
                            "must be a lower-case letter followed by at most 62 lower-case"
                                    + " letters, digits, - or _"));
        }
        if (name != null && ReservedNames.contains(name)) {
            faults.add(new Fault("name", "is a path of the server"));
        }
        checkLabel(wanted.label(), faults);
        return fieldsOf(Objects.requireNonNullElse(wanted.fields(), List.of()), name, faults);
    }

    /** The fields of an existing collection, changed when the patch says so. */
    FieldSet check(CollectionPatch patch, CollectionDefinition present) {
        var faults = new ArrayList<Fault>();
        checkLabel(patch.label(), faults);
        if (patch.fields() != null) {
            return fieldsOf(patch.fields(), present.name(), faults);
        }
        refuse(faults);
        return present.fields();
    }

    private FieldSet fieldsOf(
            List<@Nullable FieldSpec> specs, @Nullable String ownName, List<Fault> faults) {
        var definitions =
                switch (FieldSpecs.check(specs)) {
                    case Checked.Valid<List<FieldDefinition>> valid -> valid.value();
                    case Checked.Invalid<List<FieldDefinition>> invalid -> {
                        faults.addAll(invalid.faults());
                        yield List.<FieldDefinition>of();
                    }
                };
        checkTargets(definitions, ownName, faults);
        refuse(faults);
        return new FieldSet(definitions);
    }

    private void checkTargets(
            List<FieldDefinition> definitions, @Nullable String ownName, List<Fault> faults) {
        var targets =
                definitions.stream()
                        .map(FieldDefinition::collection)
                        .filter(target -> target != null && !target.equals(ownName))
                        .collect(Collectors.toSet());
        if (targets.isEmpty()) {
            return;
        }
        var safe =
                targets.stream()
                        .filter(target -> CollectionRegistry.NAME.matcher(target).matches())
                        .toList();
        targets.removeAll(rows.namesAmong(safe));
        for (int i = 0; i < definitions.size(); i++) {
            if (targets.contains(definitions.get(i).collection())) {
                faults.add(new Fault("fields[" + i + "].collection", "no such collection"));
            }
        }
    }

    private static void checkLabel(@Nullable String label, List<Fault> faults) {
        if (label == null) {
            return;
        }
        if (label.length() > MAX_LABEL) {
            faults.add(new Fault("label", "must have at most " + MAX_LABEL + " characters"));
        }
        var flaw = Storable.flawIn(label);
        if (flaw != null) {
            faults.add(new Fault("label", flaw));
        }
    }

    private static void refuse(List<Fault> faults) {
        if (!faults.isEmpty()) {
            throw new ProblemException(ProblemType.VALIDATION_FAILED, faults);
        }
    }
}
