/**
 * For the tests of plugin authors: a gateway in memory that a plugin can use, and signed calls as
 * the real one makes them, all over HTTP. Called by tests. Invariant: what a plugin is told here
 * has the form that the real gateway gives it.
 */
@NullMarked
package dev.hookline.sdk.testing;

import org.jspecify.annotations.NullMarked;
