package dev.hookline.content.saving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.content.entry.Entry;
import dev.hookline.content.field.FieldDefinition;
import dev.hookline.content.field.FieldSet;
import dev.hookline.content.field.FieldType;
import dev.hookline.content.json.JsonValues;
import dev.hookline.content.store.EntryStore;
import dev.hookline.kit.problem.Fault;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks that new references point to entries that exist. */
@ApplicationScoped
class References {

    private final EntryStore entries;

    References(EntryStore entries) {
        this.entries = entries;
    }

    /**
     * Adds a fault for each reference that points nowhere.
     *
     * @param base what is stored; references that it has already may dangle
     */
    void check(FieldSet fields, @Nullable Entry base, ObjectNode data, List<Fault> faults) {
        var fresh =
                fields.definitions().stream()
                        .filter(field -> field.type() == FieldType.REFERENCE)
                        .filter(field -> isNew(field.name(), base, data))
                        .collect(Collectors.groupingBy(References::targetOf));
        fresh.forEach((target, ofTarget) -> checkTarget(target, ofTarget, data, faults));
    }

    private void checkTarget(
            String target, List<FieldDefinition> fields, ObjectNode data, List<Fault> faults) {
        Set<String> wanted =
                fields.stream()
                        .map(field -> data.get(field.name()).asText())
                        .collect(Collectors.toSet());
        var there = entries.holdIds(target, wanted);
        for (var field : fields) {
            if (!there.contains(data.get(field.name()).asText())) {
                faults.add(
                        new Fault("data." + field.name(), "there is no such entry in " + target));
            }
        }
    }

    private static boolean isNew(String field, @Nullable Entry base, ObjectNode data) {
        var value = data.get(field);
        return JsonValues.isPresent(value)
                && value.isTextual()
                && (base == null || !JsonValues.same(base.content().data().get(field), value));
    }

    private static String targetOf(FieldDefinition field) {
        return Objects.requireNonNull(field.collection(), field.name());
    }
}
