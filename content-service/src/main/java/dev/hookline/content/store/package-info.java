/**
 * Entries in the database: the rows, and who holds which unique value. Called by all features that
 * read or change entries, within a transaction; entities stay here. Invariant: a slug or unique
 * value that any copy of an entry shows is held by that entry alone.
 */
@NullMarked
package dev.hookline.content.store;

import org.jspecify.annotations.NullMarked;
