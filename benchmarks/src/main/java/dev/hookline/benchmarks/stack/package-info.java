/** The services under measurement, started for one run and thrown away after it. */
@NullMarked
package dev.hookline.benchmarks.stack;

import org.jspecify.annotations.NullMarked;
