/**
 * Lists by pages: what a client asks for, and keyset cursors. Called by whoever answers a list.
 * Invariant: a cursor works only on the list, with the order and filters, that gave it.
 */
@NullMarked
package dev.hookline.kit.page;

import org.jspecify.annotations.NullMarked;
