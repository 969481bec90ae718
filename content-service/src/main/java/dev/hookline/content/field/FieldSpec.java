package dev.hookline.content.field;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A field as a client asks for it: not checked yet, see {@link FieldDefinition} for the meaning.
 */
public record FieldSpec(
        @Nullable String name,
        @Nullable String type,
        @Nullable String label,
        @Nullable Boolean required,
        @Nullable Boolean unique,
        @JsonProperty("default") @Nullable JsonNode defaultValue,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        @Nullable List<@Nullable String> options,
        @Nullable String pattern,
        @Nullable String collection) {

    boolean has(FieldProperty property) {
        return switch (property) {
            case UNIQUE -> isUnique();
            case DEFAULT -> defaultValue != null && !defaultValue.isNull();
            case PATTERN -> pattern != null;
            case OPTIONS -> options != null && !options.isEmpty();
            case COLLECTION -> collection != null;
        };
    }

    boolean isRequired() {
        return Boolean.TRUE.equals(required);
    }

    boolean isUnique() {
        return Boolean.TRUE.equals(unique);
    }

    FieldDefinition definedAs(FieldType fieldType) {
        return new FieldDefinition(
                Objects.requireNonNull(name, "name"),
                fieldType,
                label,
                isRequired(),
                isUnique(),
                defaultValue,
                min,
                max,
                options == null ? List.of() : List.copyOf(options),
                pattern,
                collection);
    }
}
