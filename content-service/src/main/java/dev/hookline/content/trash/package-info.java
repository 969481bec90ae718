/**
 * Deleting entries: into the trash, and from there for ever; coming back is a save. Called over
 * HTTP. Invariant: {@code content:beforeDelete} is asked before, with nothing held, and {@code
 * content:afterDelete} is announced in the transaction that deletes.
 */
@NullMarked
package dev.hookline.content.trash;

import org.jspecify.annotations.NullMarked;
