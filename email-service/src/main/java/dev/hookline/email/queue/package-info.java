/**
 * The durable queue of messages. Invariant: only whoever holds a message's claim moves it on, so
 * that however many replicas work, each message has one worker; a claim that ran out is taken over.
 */
@NullMarked
package dev.hookline.email.queue;

import org.jspecify.annotations.NullMarked;
