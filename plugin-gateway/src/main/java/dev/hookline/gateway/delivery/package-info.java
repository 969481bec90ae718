/**
 * Pushes after-hook events to plugins. Driven by the roster. Invariant: an offset is committed only
 * when everything before it has been delivered; order per subject holds.
 */
@NullMarked
package dev.hookline.gateway.delivery;

import org.jspecify.annotations.NullMarked;
