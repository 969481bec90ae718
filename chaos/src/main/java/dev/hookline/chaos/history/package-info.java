/**
 * What clients did and what they were told, and when faults were there. Invariant: a record is
 * written after the answer and never changed.
 */
@NullMarked
package dev.hookline.chaos.history;

import org.jspecify.annotations.NullMarked;
