/**
 * A mail server for development: takes every message, delivers none, and shows what arrived.
 * Invariant: it listens on the loopback address only and keeps a bounded number of messages.
 */
@NullMarked
package dev.hookline.localstack.mail;

import org.jspecify.annotations.NullMarked;
