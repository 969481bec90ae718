package dev.hookline.benchmarks.figure;

import org.jspecify.annotations.Nullable;

/**
 * One line of the report.
 *
 * @param group what was done, {@code save, 3 before-hooks, 4 clients}
 * @param name what of it, {@code p95}
 * @param unit {@code ms}, {@code /s} …
 * @param aim what the architecture aims at, null when it names nothing
 */
public record Figure(String group, String name, String unit, Spread spread, @Nullable String aim) {}
