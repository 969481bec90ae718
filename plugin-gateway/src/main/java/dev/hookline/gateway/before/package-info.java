/**
 * Hook requests from the bus and replies to it. Invariant: every readable request that is in time
 * gets exactly one reply.
 */
@NullMarked
package dev.hookline.gateway.before;

import org.jspecify.annotations.NullMarked;
