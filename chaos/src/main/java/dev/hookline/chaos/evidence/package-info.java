/**
 * What was found after a run: in the databases, on the topics, at the plugins and mail server, in
 * the logs. Invariant: plain values, so that the rules of the audit can be tested with histories
 * that are made up.
 */
@NullMarked
package dev.hookline.chaos.evidence;

import org.jspecify.annotations.NullMarked;
