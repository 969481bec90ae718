/**
 * Which faults a run injects, where and when. Invariant: a script is a pure function of its seed,
 * its length and the layout.
 */
@NullMarked
package dev.hookline.chaos.script;

import org.jspecify.annotations.NullMarked;
