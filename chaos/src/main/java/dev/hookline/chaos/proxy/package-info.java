/**
 * A TCP proxy between two parts of the platform, which breaks the connection as it is told.
 * Invariant: without a disturbance it passes every byte in order.
 */
@NullMarked
package dev.hookline.chaos.proxy;

import org.jspecify.annotations.NullMarked;
