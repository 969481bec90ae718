package dev.hookline.content.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.content.json.JsonValues;
import dev.hookline.kit.json.Storable;
import dev.hookline.kit.problem.Fault;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of one collection, in their order. */
public final class FieldSet {

    /** The reserved property that every entry has beside its fields. */
    public static final String SLUG = "slug";

    private static final String TITLE = "title";

    private final Map<String, FieldRule> rules = new LinkedHashMap<>();
    private final int defaultBytes;

    public FieldSet(List<FieldDefinition> definitions) {
        definitions.forEach(definition -> rules.put(definition.name(), new FieldRule(definition)));
        defaultBytes = rules.values().stream().mapToInt(FieldSet::sizeOfDefault).sum();
    }

    public List<FieldDefinition> definitions() {
        return rules.values().stream().map(FieldRule::definition).toList();
    }

    public Optional<FieldDefinition> find(String name) {
        return Optional.ofNullable(rules.get(name)).map(FieldRule::definition);
    }

    /** Fields whose values no two entries may share. */
    public List<FieldDefinition> unique() {
        return definitions().stream().filter(FieldDefinition::unique).toList();
    }

    /**
     * Checks a complete field map.
     *
     * @param place what the client calls the map, {@code data}
     * @return the map in canonical form, in the order of the fields; nulls stay nulls
     */
    public Checked<ObjectNode> check(ObjectNode map, String place) {
        var faults = new ArrayList<Fault>();
        map.fieldNames().forEachRemaining(name -> refuseUnknown(name, place, faults));
        var canonical = JsonNodeFactory.instance.objectNode();
        rules.forEach((name, rule) -> {
            switch (rule.read(map.get(name))) {
                case Reading.Fits fits -> keep(canonical, map, name, fits.value());
                case Reading.Misfit misfit ->
                        faults.add(
                                new Fault(place + '.' + name + misfit.place(), misfit.message()));
            }
        });
        return Checked.of(canonical, faults);
    }

    /**
     * What a stored field map means under these fields: those that exist, in order, with defaults
     * for those that the map says nothing about.
     */
    public ObjectNode project(ObjectNode stored) {
        var shown = JsonNodeFactory.instance.objectNode();
        rules.forEach((name, rule) -> {
            var value = stored.has(name) ? stored.get(name) : defaultOf(rule);
            if (value != null) {
                shown.set(name, value);
            }
        });
        return shown;
    }

    /** Bytes of JSON that defaults can add to a stored field map when it is shown. */
    public int sizeOfDefaults() {
        return defaultBytes;
    }

    /**
     * What is wrong with a stored field map under these fields, by name of the field. A value that
     * would be stored in another form today does not fit either.
     */
    public Map<String, String> misfits(ObjectNode stored) {
        var shown = project(stored);
        var misfits = new LinkedHashMap<String, String>();
        rules.forEach((name, rule) -> {
            var value = shown.get(name);
            switch (rule.read(value)) {
                case Reading.Misfit misfit -> misfits.put(name, misfit.message());
                case Reading.Fits fits -> {
                    if (JsonValues.isPresent(value) && !JsonValues.same(value, fits.value())) {
                        misfits.put(name, "would be stored as " + fits.value());
                    }
                }
            }
        });
        return misfits;
    }

    /** The text that names an entry: its title, or else its first string; empty for none. */
    public String titleOf(ObjectNode map) {
        var first =
                definitions().stream()
                        .filter(definition -> definition.type() == FieldType.STRING)
                        .map(definition -> map.path(definition.name()).asText(""))
                        .filter(text -> !text.isBlank())
                        .findFirst();
        return Optional.of(map.path(TITLE))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .filter(title -> !title.isBlank() && rules.containsKey(TITLE))
                .or(() -> first)
                .orElse("");
    }

    /** Names of the fields, and of those only one map has, whose values differ. */
    public static List<String> changed(ObjectNode before, ObjectNode after) {
        var names = new LinkedHashMap<String, Boolean>();
        after.fieldNames().forEachRemaining(name -> names.put(name, true));
        before.fieldNames().forEachRemaining(name -> names.put(name, true));
        return names.keySet().stream()
                .filter(name -> !JsonValues.same(before.get(name), after.get(name)))
                .toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FieldSet set && definitions().equals(set.definitions());
    }

    @Override
    public int hashCode() {
        return Objects.hash(definitions());
    }

    private void refuseUnknown(String name, String place, List<Fault> faults) {
        if (rules.containsKey(name)) {
            return;
        }
        var shown = Storable.flawIn(name) == null ? name : "?";
        faults.add(
                new Fault(
                        place + '.' + shown,
                        name.equals(SLUG)
                                ? "is a property of the entry, beside its data"
                                : "unknown field"));
    }

    private static void keep(ObjectNode canonical, ObjectNode map, String name, JsonNode value) {
        if (!value.isNull() || map.has(name)) {
            canonical.set(name, value);
        }
    }

    private static int sizeOfDefault(FieldRule rule) {
        var value = defaultOf(rule);
        return value == null
                ? 0
                : value.toString().getBytes(StandardCharsets.UTF_8).length
                        + rule.definition().name().length();
    }

    private static @Nullable JsonNode defaultOf(FieldRule rule) {
        return rule.definition().defaultValue();
    }
}
