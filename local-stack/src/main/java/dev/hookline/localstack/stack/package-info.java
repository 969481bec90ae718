/**
 * The local stack as a whole: where its state lies, in which order its parts start and stop, and
 * what it tells its user. Called by the commands. Invariant: services stop before what they need.
 */
@NullMarked
package dev.hookline.localstack.stack;

import org.jspecify.annotations.NullMarked;
