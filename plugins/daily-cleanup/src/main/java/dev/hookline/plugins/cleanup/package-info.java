/**
 * A sample plugin of scheduled tasks: what it remembers is forgotten after thirty days. It runs as
 * a process of its own. Invariant: a clean-up that is repeated removes nothing more.
 */
@NullMarked
package dev.hookline.plugins.cleanup;

import org.jspecify.annotations.NullMarked;
