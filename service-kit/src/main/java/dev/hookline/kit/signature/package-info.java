/**
 * Signatures of the records of the bus: who writes to a topic without the platform's key is not
 * believed. Called by all code that writes or reads records. Invariant: with a key configured, a
 * record that the platform did not write is genuine only while unsigned records are accepted.
 */
@NullMarked
package dev.hookline.kit.signature;

import org.jspecify.annotations.NullMarked;
