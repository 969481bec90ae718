/**
 * Limits on the connections of HTTP clients: how many there are, how long they may wait, and how
 * slowly they may read. Installed for every server of the process. Invariant: a client that sends
 * or reads nothing holds a bounded amount of memory for a bounded time.
 */
@NullMarked
package dev.hookline.kit.connection;

import org.jspecify.annotations.NullMarked;
