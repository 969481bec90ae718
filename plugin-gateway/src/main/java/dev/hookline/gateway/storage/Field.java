package dev.hookline.gateway.storage;

import java.util.regex.Pattern;

/** A declared field of a collection's documents. */
record Field(String name) {

    /** What {@code storage_key} makes of null and of an absent field. */
    static final String NULL_KEY = "'0'";

    private static final Pattern NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,62}");

    Field {
        // The name becomes part of SQL.
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not the name of a field: " + name);
        }
    }

    /** The value as a text in the order of values; spelled the same in indexes and queries. */
    String key() {
        return "(storage_key(data -> '" + name + "')) COLLATE \"C\"";
    }
}
