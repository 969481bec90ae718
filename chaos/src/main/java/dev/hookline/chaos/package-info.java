/**
 * The command {@code ./hookline chaos}: faults injected into a running platform under load, and an
 * audit of what clients were told. The invariant of the packages below: what breaks, what loads,
 * what observes and what judges know nothing of one another but the records between them.
 */
@NullMarked
package dev.hookline.chaos;

import org.jspecify.annotations.NullMarked;
