package dev.hookline.content.field;

import static dev.hookline.content.field.FieldProperty.COLLECTION;
import static dev.hookline.content.field.FieldProperty.DEFAULT;
import static dev.hookline.content.field.FieldProperty.OPTIONS;
import static dev.hookline.content.field.FieldProperty.PATTERN;
import static dev.hookline.content.field.FieldProperty.UNIQUE;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.kit.json.Storable;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The types that a field may have. */
public enum FieldType {
    STRING(text(TextForm.SHORT), Measure.LENGTH, Comparison.ORDER, UNIQUE, DEFAULT, PATTERN),
    TEXT(text(TextForm.LONG), Measure.LENGTH, Comparison.ORDER, UNIQUE, DEFAULT, PATTERN),
    RICHTEXT(new ValueSyntax.Blocks(), Measure.COUNT, Comparison.NONE, DEFAULT),
    INTEGER(new ValueSyntax.Numeric(true), Measure.VALUE, Comparison.ORDER, UNIQUE, DEFAULT),
    NUMBER(new ValueSyntax.Numeric(false), Measure.VALUE, Comparison.ORDER, UNIQUE, DEFAULT),
    BOOLEAN(new ValueSyntax.Truth(), Measure.NONE, Comparison.EQUALITY, DEFAULT),
    DATE(text(TextForm.DATE), Measure.NONE, Comparison.ORDER, UNIQUE, DEFAULT),
    DATETIME(text(TextForm.DATETIME), Measure.NONE, Comparison.ORDER, UNIQUE, DEFAULT),
    SLUG(text(TextForm.SLUG), Measure.LENGTH, Comparison.ORDER, UNIQUE, DEFAULT, PATTERN),
    URL(text(TextForm.URL), Measure.LENGTH, Comparison.ORDER, UNIQUE, DEFAULT, PATTERN),
    EMAIL(text(TextForm.EMAIL), Measure.LENGTH, Comparison.ORDER, UNIQUE, DEFAULT, PATTERN),
    SELECT(text(TextForm.SHORT), Measure.NONE, Comparison.ORDER, UNIQUE, DEFAULT, OPTIONS),
    MULTISELECT(new ValueSyntax.TextList(), Measure.COUNT, Comparison.EQUALITY, DEFAULT, OPTIONS),
    JSON(new ValueSyntax.Anything(), Measure.NONE, Comparison.NONE, DEFAULT),
    REFERENCE(text(TextForm.IDENTIFIER), Measure.NONE, Comparison.ORDER, UNIQUE, COLLECTION),
    MEDIA(text(TextForm.IDENTIFIER), Measure.NONE, Comparison.ORDER, UNIQUE);

    private final ValueSyntax syntax;
    private final Measure measure;
    private final Comparison comparison;
    private final Set<FieldProperty> properties;

    FieldType(
            ValueSyntax syntax,
            Measure measure,
            Comparison comparison,
            FieldProperty... properties) {
        this.syntax = syntax;
        this.measure = measure;
        this.comparison = comparison;
        var taken = EnumSet.noneOf(FieldProperty.class);
        taken.addAll(List.of(properties));
        this.properties = taken;
    }

    /** The type of that name as clients write it. */
    public static Optional<FieldType> find(String name) {
        return Arrays.stream(values()).filter(type -> type.wireName().equals(name)).findFirst();
    }

    @JsonCreator
    static FieldType of(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalArgumentException("no such field type: " + name));
    }

    /** All names, as a sentence can list them. */
    static String names() {
        return Arrays.stream(values()).map(FieldType::wireName).collect(Collectors.joining(", "));
    }

    @JsonValue
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public Comparison comparison() {
        return comparison;
    }

    /** Whether every value is one JSON string. */
    public boolean isText() {
        return syntax instanceof ValueSyntax.Text;
    }

    /** Whether a value is an array in which a filter looks for an element. */
    public boolean isList() {
        return syntax instanceof ValueSyntax.TextList;
    }

    /** Reads a value that is not null, apart from what a definition demands. */
    Reading read(JsonNode value) {
        var flaw = Storable.flawIn(value);
        return flaw == null ? syntax.read(value) : Reading.misfit(flaw);
    }

    /** Reads what a query parameter compares values with: an element, where the value is a list. */
    public Reading readParameter(String text) {
        var flaw = Storable.flawIn(text);
        if (flaw != null) {
            return Reading.misfit(flaw);
        }
        var value = syntax.ofParameter(text);
        return isList() ? new Reading.Fits(value) : read(value);
    }

    Measure measure() {
        return measure;
    }

    boolean takes(FieldProperty property) {
        return properties.contains(property);
    }

    private static ValueSyntax text(TextForm form) {
        return new ValueSyntax.Text(form);
    }
}
