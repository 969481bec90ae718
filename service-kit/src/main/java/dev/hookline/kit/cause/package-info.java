/**
 * What caused the current work, and how many plugins the chain has passed. Used by whoever
 * publishes events and by whoever acts for a plugin. Invariant: an event never names a shorter
 * chain than the one it came by.
 */
@NullMarked
package dev.hookline.kit.cause;

import org.jspecify.annotations.NullMarked;
