package dev.hookline.content.field;

import java.util.Locale;

/** Properties of a field definition that not every type takes. */
enum FieldProperty {
    UNIQUE,
    DEFAULT,
    PATTERN,
    OPTIONS,
    COLLECTION;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
