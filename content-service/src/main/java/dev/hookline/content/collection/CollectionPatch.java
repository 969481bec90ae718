package dev.hookline.content.collection;

import dev.hookline.content.field.FieldSpec;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body that asks for a change of a collection; what is absent or null stays as it is.
 *
 * @param fields all fields that the collection shall have: others are removed
 */
record CollectionPatch(@Nullable String label, @Nullable List<@Nullable FieldSpec> fields) {}
