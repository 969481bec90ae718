/**
 * Hook requests from the bus and replies to it. Invariant: every request that is in time and names
 * a correlation id gets exactly one reply.
 */
@NullMarked
package dev.hookline.gateway.before;

import org.jspecify.annotations.NullMarked;
