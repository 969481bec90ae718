/**
 * A sample plugin of {@code page:fragments}: every page loads the script of a tag manager. It runs
 * as a process of its own, and must be trusted. Invariant: without it, pages are the same but for
 * its script.
 */
@NullMarked
package dev.hookline.plugins.analytics;

import org.jspecify.annotations.NullMarked;
