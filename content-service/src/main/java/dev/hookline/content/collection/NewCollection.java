package dev.hookline.content.collection;

import dev.hookline.content.field.FieldSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body that asks for a new collection.
 *
 * @param name lower-case letters, digits, - and _; part of every address of its entries
 * @param label the name for people
 */
record NewCollection(
        @Nullable String name,
        @Nullable String label,
        @Nullable List<@Nullable FieldSpec> fields) {}
