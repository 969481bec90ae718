/**
 * Threads that must run for as long as the process lives, and the liveness check that watches them.
 * Used by everything that loops in the background. Invariant: a loop never ends silently; either it
 * runs on, or liveness is down.
 */
@NullMarked
package dev.hookline.kit.thread;

import org.jspecify.annotations.NullMarked;
