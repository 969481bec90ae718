/** Clients that cost little themselves: what they use up is missing to what they measure. */
@NullMarked
package dev.hookline.benchmarks.load;

import org.jspecify.annotations.NullMarked;
