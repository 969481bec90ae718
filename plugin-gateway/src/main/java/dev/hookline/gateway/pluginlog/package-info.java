/**
 * What plugins log. Written by plugins, read by operators. Invariant: what a plugin writes stays
 * one line in the gateway's log, and no plugin keeps more lines, or writes faster, than it may.
 */
@NullMarked
package dev.hookline.gateway.pluginlog;

import org.jspecify.annotations.NullMarked;
