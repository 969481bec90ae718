/**
 * Entries as values: what they hold, where they are in their life, and which step may follow which.
 * Called by all features that read or change entries; pure, without database or HTTP. Invariant:
 * readers see the live copy only, and a step that makes no sense is refused with 409.
 */
@NullMarked
package dev.hookline.content.entry;

import org.jspecify.annotations.NullMarked;
