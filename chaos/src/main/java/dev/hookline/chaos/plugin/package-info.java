/**
 * The plugins of a run: a policy, listeners that write down what they get, a clock. Invariant: what
 * a plugin notes as accepted it has answered with 204.
 */
@NullMarked
package dev.hookline.chaos.plugin;

import org.jspecify.annotations.NullMarked;
