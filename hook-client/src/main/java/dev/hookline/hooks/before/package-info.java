/**
 * Before-hooks: asks the plugins of a hook over the bus and waits for one reply. Called by use
 * cases of domain services, never within a transaction. Invariant: a question is registered before
 * it is sent, so no reply is lost.
 */
@NullMarked
package dev.hookline.hooks.before;

import org.jspecify.annotations.NullMarked;
