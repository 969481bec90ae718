/**
 * Plugins that do next to nothing, and a ledger that notices what is lost, repeated or out of
 * order.
 */
@NullMarked
package dev.hookline.benchmarks.plugin;

import org.jspecify.annotations.NullMarked;
