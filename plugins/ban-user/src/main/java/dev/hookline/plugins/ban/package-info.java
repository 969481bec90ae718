/**
 * A sample plugin of tracked events: who posts spam is banned for a day. It runs as a process of
 * its own. Invariant: who is banned is known by the events alone, whoever tracked them.
 */
@NullMarked
package dev.hookline.plugins.ban;

import org.jspecify.annotations.NullMarked;
