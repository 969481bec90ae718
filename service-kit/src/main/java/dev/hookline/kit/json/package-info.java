/**
 * What JSON may cost to read, which JSON can be stored, and how JSON of our own is read back.
 * Called by all code that reads a client's or plugin's text, a record of the bus, or a column.
 * Invariants: what {@code JsonLimits} accepts fits in memory; what {@code Storable} accepts can be
 * stored and given back exactly; what {@code LenientJson} reads may come from a newer release.
 */
@NullMarked
package dev.hookline.kit.json;

import org.jspecify.annotations.NullMarked;
