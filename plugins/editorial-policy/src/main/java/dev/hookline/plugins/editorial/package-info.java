/**
 * A sample plugin of before-hooks: what may be saved and what may be deleted. It runs as a process
 * of its own. Invariant: content leaves it with every field that it does not care about untouched.
 */
@NullMarked
package dev.hookline.plugins.editorial;

import org.jspecify.annotations.NullMarked;
