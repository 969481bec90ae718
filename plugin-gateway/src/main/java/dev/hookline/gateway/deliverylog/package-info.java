/**
 * The log of attempts to deliver, and the operator's view of deliveries. Written by deliveries
 * without waiting. Invariant: a log that cannot be written delays no delivery.
 */
@NullMarked
package dev.hookline.gateway.deliverylog;

import org.jspecify.annotations.NullMarked;
