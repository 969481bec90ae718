/**
 * Real PostgreSQL, a real broker, signed tokens, misbehaving plugins and killable processes for the
 * tests of every module. Invariant: whatever is started here ends with the test's own process, even
 * when that is killed.
 */
@NullMarked
package dev.hookline.testsupport;

import org.jspecify.annotations.NullMarked;
