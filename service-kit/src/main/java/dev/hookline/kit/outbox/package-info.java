/**
 * The transactional outbox: events are written with their cause and relayed to the broker
 * afterwards. Called by whatever changes data; the relay runs by itself. Invariant: nothing
 * committed is lost, nothing uncommitted is published, order per key holds.
 */
@NullMarked
package dev.hookline.kit.outbox;

import org.jspecify.annotations.NullMarked;
