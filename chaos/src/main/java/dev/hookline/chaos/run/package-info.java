/**
 * A run from its start to its report: the load, the faults of the script beside it, the calm after
 * each round, the audit. Invariant: at the end of a round nothing is broken any more.
 */
@NullMarked
package dev.hookline.chaos.run;

import org.jspecify.annotations.NullMarked;
