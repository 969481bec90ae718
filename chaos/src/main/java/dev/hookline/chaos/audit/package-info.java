/** Compares what clients were told with what was found. Invariant: pure; it only reads evidence. */
@NullMarked
package dev.hookline.chaos.audit;

import org.jspecify.annotations.NullMarked;
