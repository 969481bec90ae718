package dev.hookline.content.saving;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * The body that asks for a change of an entry.
 *
 * @param slug stays as it is when absent
 * @param data fields to set; those that are absent stay as they are
 */
record EntryPatch(@Nullable String slug, @Nullable ObjectNode data) {}
