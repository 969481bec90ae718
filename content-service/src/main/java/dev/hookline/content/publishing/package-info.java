/**
 * What readers see, and from when: publishing, unpublishing and schedules. Called over HTTP and by
 * the clock. Invariant: whatever becomes visible or invisible is announced in the same transaction,
 * once, however many replicas run.
 */
@NullMarked
package dev.hookline.content.publishing;

import org.jspecify.annotations.NullMarked;
