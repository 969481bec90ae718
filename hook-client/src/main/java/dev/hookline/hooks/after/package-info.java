/**
 * After-hooks and tracked events: what has happened is written to the outbox in the transaction
 * that makes it happen.
 */
@NullMarked
package dev.hookline.hooks.after;

import org.jspecify.annotations.NullMarked;
