/**
 * The promises of the platform, one class each. Invariant: a rule that finds nothing to look at
 * finds no violation.
 */
@NullMarked
package dev.hookline.chaos.audit.rule;

import org.jspecify.annotations.NullMarked;
