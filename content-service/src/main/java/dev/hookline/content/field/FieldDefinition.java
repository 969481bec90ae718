package dev.hookline.content.field;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One field of a collection, known to make sense.
 *
 * @param label the name for people, null when {@code name} will do
 * @param required whether an entry must have a value that is not empty
 * @param unique whether no two entries of the collection may have the same value
 * @param defaultValue taken by entries that say nothing about the field
 * @param min least value, length or count, depending on the type
 * @param max greatest value, length or count, depending on the type
 * @param options the values to choose from, empty for other types
 * @param pattern RE2 expression that the whole text must match
 * @param collection where a reference points to
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FieldDefinition(
        String name,
        FieldType type,
        @Nullable String label,
        boolean required,
        boolean unique,
        @JsonProperty("default") @Nullable JsonNode defaultValue,
        @Nullable BigDecimal min,
        @Nullable BigDecimal max,
        List<String> options,
        @Nullable String pattern,
        @Nullable String collection) {

    public FieldDefinition {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        options = options == null ? List.of() : List.copyOf(options);
        defaultValue = defaultValue == null || defaultValue.isNull() ? null : defaultValue;
    }
}
