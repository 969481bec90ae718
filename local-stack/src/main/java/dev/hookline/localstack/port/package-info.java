/**
 * The choice of TCP ports on the loopback address. Called by whatever starts a server. Invariant: a
 * port that is given out could be bound a moment ago.
 */
@NullMarked
package dev.hookline.localstack.port;

import org.jspecify.annotations.NullMarked;
