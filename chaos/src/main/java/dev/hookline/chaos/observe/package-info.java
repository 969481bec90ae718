/** Looks at a run from outside: databases, topics, health, logs. Invariant: it changes nothing. */
@NullMarked
package dev.hookline.chaos.observe;

import org.jspecify.annotations.NullMarked;
