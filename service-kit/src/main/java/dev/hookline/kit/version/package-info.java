/**
 * Versions as HTTP sees them: entity tags and the conditions clients attach to them. Called by
 * resources and use cases. Invariant: a change on a stale version is refused.
 */
@NullMarked
package dev.hookline.kit.version;

import org.jspecify.annotations.NullMarked;
