/**
 * What of JSON can be kept. Called by whatever reads a client's or plugin's text. Invariant: what
 * passes can be stored and given back exactly.
 */
@NullMarked
package dev.hookline.kit.json;

import org.jspecify.annotations.NullMarked;
