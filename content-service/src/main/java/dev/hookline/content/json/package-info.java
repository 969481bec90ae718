/**
 * Which JSON this service takes and keeps. Called by whatever reads a client's or plugin's value.
 * Invariant: what passes is stored and given back exactly, or refused with a reason.
 */
@NullMarked
package dev.hookline.content.json;

import org.jspecify.annotations.NullMarked;
