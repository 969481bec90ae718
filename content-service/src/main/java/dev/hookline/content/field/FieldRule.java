package dev.hookline.content.field;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.google.re2j.Pattern;
import dev.hookline.content.json.JsonValues;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A field definition made ready for checking values. */
final class FieldRule {

    private final FieldDefinition definition;
    private final Set<String> options;
    private final @Nullable Pattern pattern;

    FieldRule(FieldDefinition definition) {
        this.definition = definition;
        this.options = Set.copyOf(definition.options());
        this.pattern = definition.pattern() == null ? null : Pattern.compile(definition.pattern());
    }

    FieldDefinition definition() {
        return definition;
    }

    /** Reads the value that an entry has, or null when the field is absent or null. */
    Reading read(@Nullable JsonNode value) {
        if (value == null || !JsonValues.isPresent(value)) {
            return definition.required()
                    ? Reading.misfit("is required")
                    : new Reading.Fits(NullNode.instance);
        }
        var reading = definition.type().read(value);
        return reading instanceof Reading.Fits fits ? demand(fits) : reading;
    }

    private Reading demand(Reading.Fits fits) {
        var value = fits.value();
        if (definition.required() && isEmpty(value)) {
            return Reading.misfit("must not be empty");
        }
        var outOfBounds = boundBroken(value);
        if (outOfBounds != null) {
            return Reading.misfit(outOfBounds);
        }
        if (pattern != null && !pattern.matches(value.textValue())) {
            return Reading.misfit("must match " + definition.pattern());
        }
        return options.isEmpty() ? fits : choose(fits);
    }

    private @Nullable String boundBroken(JsonNode value) {
        var measure = definition.type().measure();
        if (measure == Measure.NONE) {
            return null;
        }
        BigDecimal min = definition.min();
        BigDecimal max = definition.max();
        if (min != null && measure.of(value).compareTo(min) < 0) {
            return measure.words("at least", min);
        }
        return max != null && measure.of(value).compareTo(max) > 0
                ? measure.words("at most", max)
                : null;
    }

    private Reading choose(Reading.Fits fits) {
        var value = fits.value();
        var chosen = value.isArray() ? value : List.of(value);
        int place = 0;
        for (JsonNode option : chosen) {
            if (!options.contains(option.textValue())) {
                return new Reading.Misfit(
                        value.isArray() ? "[" + place + "]" : "",
                        "must be one of " + String.join(", ", definition.options()));
            }
            place++;
        }
        return fits;
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isTextual() ? value.textValue().isBlank() : value.isArray() && value.isEmpty();
    }
}
