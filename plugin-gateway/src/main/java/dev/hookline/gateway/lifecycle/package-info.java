/**
 * Lifecycle hooks and the record of what was done with plugins. Called by the registry, which owns
 * the states. Invariant: a transition is recorded in the transaction that ends it.
 */
@NullMarked
package dev.hookline.gateway.lifecycle;

import org.jspecify.annotations.NullMarked;
