/**
 * What is measured. Invariant: a scenario that sees a loss or a wrong order says so, whatever its
 * figures.
 */
@NullMarked
package dev.hookline.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
