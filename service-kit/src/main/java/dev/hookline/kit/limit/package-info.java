/**
 * Bounds on what a process holds in memory. Used by every feature that keeps bytes of unknown size.
 * Invariant: the reservations of a budget never exceed its capacity.
 */
@NullMarked
package dev.hookline.kit.limit;

import org.jspecify.annotations.NullMarked;
