/**
 * Runs the handlers of hooks that somebody waits for. Called by the bus side of the gateway.
 * Invariant: handlers run in order, and a handler sees only what its predecessors returned.
 */
@NullMarked
package dev.hookline.gateway.pipeline;

import org.jspecify.annotations.NullMarked;
