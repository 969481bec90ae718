package dev.hookline.content.saving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The body that asks for a new entry.
 *
 * @param id letters, digits, - and _, at most 64; made by the service when absent
 * @param slug made from the title when absent
 * @param data the fields
 */
record NewEntry(@Nullable String id, @Nullable String slug, @Nullable ObjectNode data) {}
