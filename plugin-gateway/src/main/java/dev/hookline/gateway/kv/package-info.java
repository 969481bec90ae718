/**
 * The key-value store of each plugin. Called by plugins. Invariant: a plugin sees and changes only
 * its own keys, and never has more of them than its quota.
 */
@NullMarked
package dev.hookline.gateway.kv;

import org.jspecify.annotations.NullMarked;
