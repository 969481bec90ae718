/**
 * How well plugins bear the calls that somebody waits for: a circuit breaker and a bulkhead for
 * each, in the memory of this replica. Asked by the pipeline before and told after each call, shown
 * by the registry. Invariant: whoever is admitted says how it ended, and only that moves a circuit.
 */
@NullMarked
package dev.hookline.gateway.health;

import org.jspecify.annotations.NullMarked;
