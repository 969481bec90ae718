/**
 * Lists by pages: what a client asks for, keyset cursors, and bounds on what lists cost. Called by
 * every feature that answers a list. Invariant: a cursor works only on the list, with the order and
 * filters, that gave it.
 */
@NullMarked
package dev.hookline.kit.page;

import org.jspecify.annotations.NullMarked;
