/**
 * Measures the packaged services on one machine. Run by {@code ./hookline bench}; never part of the
 * tests.
 */
@NullMarked
package dev.hookline.benchmarks;

import org.jspecify.annotations.NullMarked;
