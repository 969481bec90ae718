/**
 * The history of entries: what every save stored. Called by saving, which appends and restores.
 * Invariant: a revision is never changed; it goes with its entry, or when enough newer ones are
 * kept.
 */
@NullMarked
package dev.hookline.content.revision;

import org.jspecify.annotations.NullMarked;
