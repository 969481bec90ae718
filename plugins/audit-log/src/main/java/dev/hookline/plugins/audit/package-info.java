/**
 * A sample plugin of after-hooks: a record of what happened to content. It runs as a process of its
 * own. Invariant: an event that was acknowledged is in the storage, once.
 */
@NullMarked
package dev.hookline.plugins.audit;

import org.jspecify.annotations.NullMarked;
