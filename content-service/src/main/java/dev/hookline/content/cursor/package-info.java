/**
 * Keyset cursors of every list of this service. Called by whoever answers a list. Invariant: a
 * cursor works only on the list, with the order and filters, that gave it.
 */
@NullMarked
package dev.hookline.content.cursor;

import org.jspecify.annotations.NullMarked;
