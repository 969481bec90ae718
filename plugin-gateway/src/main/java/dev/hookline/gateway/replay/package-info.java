/**
 * Replays: what a plugin got, or did not get, is delivered to it once more. A replay is a durable
 * job that copies events from the topics into what waits for the plugin. Invariant: how far it is
 * is stored in the transaction that queues the events, so that a crash repeats nothing.
 */
@NullMarked
package dev.hookline.gateway.replay;

import org.jspecify.annotations.NullMarked;
