/**
 * Collections: what entries of one kind consist of. Called by everything about entries, which ask
 * {@link dev.hookline.content.collection.CollectionRegistry} for the fields. Invariant: entries
 * always fit the fields of their collection, since a change that they do not satisfy is refused and
 * no entry is written while one is made.
 */
@NullMarked
package dev.hookline.content.collection;

import org.jspecify.annotations.NullMarked;
