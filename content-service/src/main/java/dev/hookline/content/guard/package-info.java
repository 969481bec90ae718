/**
 * The door that every write passes. Called by the HTTP layer alone. Invariant: nothing is written
 * before the plugins of this platform are known.
 */
@NullMarked
package dev.hookline.content.guard;

import org.jspecify.annotations.NullMarked;
