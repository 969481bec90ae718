/**
 * What a change of a collection's fields means for the entries in it. Called by collections,
 * through {@link dev.hookline.content.collection.EntryCensus}. Invariant: after a change every
 * entry fits the new fields, and unique fields have no duplicates.
 */
@NullMarked
package dev.hookline.content.evolution;

import org.jspecify.annotations.NullMarked;
