package dev.hookline.schemas;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the compact constructors of this module's records insist on. */
public final class Checked {

    private Checked() {}

    /** The given text, refused when it is missing or blank. */
    public static String text(@Nullable String value, String name) {
        Objects.requireNonNull(value, name);
        if (value.isBlank()) {
            throw new IllegalArgumentException(name + " must not be blank: \"" + value + "\"");
        }
        return value;
    }

    /** An unmodifiable copy in the same order; unlike {@link Map#copyOf} it may hold nulls. */
    public static <V extends @Nullable Object> Map<String, V> map(
            @Nullable Map<String, V> value, String name) {
        return Collections.unmodifiableMap(
                new LinkedHashMap<>(Objects.requireNonNull(value, name)));
    }
}
