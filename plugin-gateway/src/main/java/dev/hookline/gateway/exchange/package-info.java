/**
 * HTTP exchanges that plugins cause, bounded in time, size and number. Called by {@code fetch} and
 * {@code members}. Invariant: no exchange outlives its deadline or holds more than its cap,
 * whatever the other side does.
 */
@NullMarked
package dev.hookline.gateway.exchange;

import org.jspecify.annotations.NullMarked;
