package dev.hookline.content.field;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.hookline.kit.json.Storable;
import dev.hookline.kit.problem.Fault;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks the fields that a client wants a collection to have, and names everything wrong. */
public final class FieldSpecs {

    private static final int MAX_FIELDS = 200;
    private static final int MAX_LABEL = 200;
    private static final int MAX_OPTIONS = 1_000;
    private static final int MAX_PATTERN = 500;
    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,62}");
    private static final Set<String> RESERVED = Set.of(FieldSet.SLUG, "id");

    private final List<Fault> faults = new ArrayList<>();
    private final Set<String> names = new HashSet<>();

    private FieldSpecs() {}

    /** The definitions, or every fault, named {@code fields[0].type} and the like. */
    public static Checked<List<FieldDefinition>> check(List<@Nullable FieldSpec> specs) {
        var check = new FieldSpecs();
        if (specs.size() > MAX_FIELDS) {
            check.fault("fields", "must be at most " + MAX_FIELDS);
            return Checked.of(List.of(), check.faults);
        }
        var definitions = new ArrayList<FieldDefinition>();
        for (int i = 0; i < specs.size(); i++) {
            check.define(specs.get(i), "fields[" + i + "]", definitions);
        }
        return Checked.of(List.copyOf(definitions), check.faults);
    }

    private void define(@Nullable FieldSpec spec, String place, List<FieldDefinition> definitions) {
        if (spec == null) {
            fault(place, "must be an object");
            return;
        }
        int before = faults.size();
        checkName(spec.name(), place + ".name");
        checkLabel(spec.label(), place + ".label");
        var type = typeOf(spec.type(), place + ".type");
        if (type == null) {
            return;
        }
        for (var property : FieldProperty.values()) {
            if (spec.has(property) && !type.takes(property)) {
                fault(place + '.' + property.wireName(), "does not apply to " + type.wireName());
            }
        }
        checkBounds(spec, type, place);
        checkOptions(spec, type, place + ".options");
        checkPattern(spec.pattern(), place + ".pattern");
        if (type.takes(FieldProperty.COLLECTION) && spec.collection() == null) {
            fault(place + ".collection", "is required: where does the reference point to?");
        }
        if (faults.size() == before) {
            var definition = spec.definedAs(type);
            checkDefault(definition, place + ".default");
            definitions.add(definition);
        }
    }

    private void checkName(@Nullable String name, String place) {
        if (name == null || !NAME.matches(name)) {
            fault(place, "must be a letter followed by at most 62 letters, digits or _");
        } else if (RESERVED.contains(name)) {
            fault(place, name + " is a property of every entry");
        } else if (!names.add(name)) {
            fault(place, "is used by another field");
        }
    }

    private void checkLabel(@Nullable String label, String place) {
        if (label != null) {
            checkText(label, MAX_LABEL, place);
        }
    }

    private @Nullable FieldType typeOf(@Nullable String name, String place) {
        var type = name == null ? null : FieldType.find(name).orElse(null);
        if (type == null) {
            fault(place, "must be one of " + FieldType.names());
        }
        return type;
    }

    private void checkBounds(FieldSpec spec, FieldType type, String place) {
        checkBound(spec.min(), type, place + ".min");
        checkBound(spec.max(), type, place + ".max");
        if (spec.min() != null && spec.max() != null && spec.min().compareTo(spec.max()) > 0) {
            fault(place + ".min", "must not be greater than max");
        }
    }

    private void checkBound(@Nullable BigDecimal bound, FieldType type, String place) {
        if (bound == null) {
            return;
        }
        var flaw = Storable.flawIn(DecimalNode.valueOf(bound));
        if (flaw != null) {
            fault(place, flaw);
        } else if (type.measure() == Measure.NONE) {
            fault(place, "does not apply to " + type.wireName());
        } else if (type.measure() != Measure.VALUE
                && (bound.signum() < 0 || bound.stripTrailingZeros().scale() > 0)) {
            fault(place, "must be a whole number that is not negative");
        }
    }

    private void checkOptions(FieldSpec spec, FieldType type, String place) {
        if (!type.takes(FieldProperty.OPTIONS)) {
            return;
        }
        var options = spec.options();
        if (options == null || options.isEmpty() || options.size() > MAX_OPTIONS) {
            fault(place, "must list 1 to " + MAX_OPTIONS + " values to choose from");
            return;
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < options.size(); i++) {
            var option = options.get(i);
            if (option == null || option.isBlank()) {
                fault(place + '[' + i + ']', "must not be blank");
            } else if (!seen.add(option)) {
                fault(place + '[' + i + ']', "is there twice");
            } else {
                checkText(option, MAX_LABEL, place + '[' + i + ']');
            }
        }
    }

    private void checkPattern(@Nullable String pattern, String place) {
        if (pattern == null || !checkText(pattern, MAX_PATTERN, place)) {
            return;
        }
        if (UnrolledSize.isTooLarge(pattern)) {
            fault(place, "repeats too often to be matched quickly");
            return;
        }
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            fault(place, "is no RE2 expression: " + e.getDescription());
        }
    }

    private void checkDefault(FieldDefinition definition, String place) {
        if (definition.defaultValue() == null) {
            return;
        }
        if (definition.unique()) {
            fault(place, "cannot be shared by entries whose values must be unique");
        } else if (new FieldRule(definition).read(definition.defaultValue())
                instanceof Reading.Misfit misfit) {
            fault(place + misfit.place(), misfit.message());
        }
    }

    private boolean checkText(String text, int maxLength, String place) {
        var flaw =
                text.length() > maxLength
                        ? "must have at most " + maxLength + " characters"
                        : Storable.flawIn(text);
        if (flaw != null) {
            fault(place, flaw);
        }
        return flaw == null;
    }

    private void fault(String place, String message) {
        faults.add(new Fault(place, message));
    }
}
