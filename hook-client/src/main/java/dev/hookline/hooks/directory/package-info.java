/**
 * The plugin directory: a local copy of the compacted topic. Invariant: until it has been read to
 * its end, every guarded write is refused.
 */
@NullMarked
package dev.hookline.hooks.directory;

import org.jspecify.annotations.NullMarked;
