/**
 * Why a plugin acts: hook calls tell it, the plugin API hears of it, and a chain that grows too
 * deep ends here. Called by whoever calls hooks, and by the resources whose writes cause events.
 * Invariant: a plugin cannot make the chain shorter than it is.
 */
@NullMarked
package dev.hookline.gateway.cause;

import org.jspecify.annotations.NullMarked;
