/**
 * Field definitions, and the values that fit them. Called by collections, saving and listing; pure,
 * without database or HTTP. Invariant: a value that passed a {@link
 * dev.hookline.content.field.FieldSet} can be stored, compared and shown as it is.
 */
@NullMarked
package dev.hookline.content.field;

import org.jspecify.annotations.NullMarked;
