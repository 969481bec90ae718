/** Figures, their spread, and the report that shows them with the machine they come from. */
@NullMarked
package dev.hookline.benchmarks.figure;

import org.jspecify.annotations.NullMarked;
