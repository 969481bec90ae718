package dev.hookline.content.evolution;

import dev.hookline.content.field.FieldDefinition;
import dev.hookline.content.field.FieldSet;
import dev.hookline.content.json.JsonValues;
import dev.hookline.content.store.StoredCopies;
import dev.hookline.kit.problem.Fault;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Counts the entries that do not satisfy some fields, field by field. */
final class Tally {

    private final FieldSet fields;
    private final Set<String> names;
    private final Map<String, Misfits> misfits = new LinkedHashMap<>();
    private final Map<String, Set<String>> values = new LinkedHashMap<>();

    Tally(FieldSet fields, List<FieldDefinition> counted) {
        this.fields = fields;
        this.names = counted.stream().map(FieldDefinition::name).collect(Collectors.toSet());
        counted.stream()
                .filter(field -> field.collection() != null)
                .forEach(field -> values.put(field.name(), new HashSet<>()));
    }

    void take(StoredCopies entry) {
        var wrong = new LinkedHashMap<String, String>();
        for (var map : entry.maps()) {
            fields.misfits(map).forEach(wrong::putIfAbsent);
            values.forEach((field, ids) -> {
                if (JsonValues.isPresent(map.get(field))) {
                    ids.add(map.get(field).asText());
                }
            });
        }
        wrong.keySet().retainAll(names);
        wrong.forEach(
                (field, message) -> misfits.merge(field, new Misfits(1, message), Misfits::plus));
    }

    List<Fault> faults() {
        return misfits.entrySet().stream()
                .map(field -> new Fault("fields." + field.getKey(), field.getValue().inWords()))
                .toList();
    }

    /** Every id that a reference field has in any entry. */
    Set<String> referencesOf(FieldDefinition field) {
        return Set.copyOf(values.getOrDefault(field.name(), Set.of()));
    }

    /** How many entries have something wrong, and what it was the first time. */
    private record Misfits(int count, String message) {

        Misfits plus(Misfits other) {
            return new Misfits(count + other.count, message);
        }

        String inWords() {
            return count + (count == 1 ? " entry does" : " entries do") + " not fit: " + message;
        }
    }
}
