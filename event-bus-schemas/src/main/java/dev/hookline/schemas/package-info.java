/**
 * The contract of the bus: what services, gateway and plugins must agree on. Plain Java without a
 * framework; everything here is a value or a lookup and safe to share between threads.
 */
@NullMarked
package dev.hookline.schemas;

import org.jspecify.annotations.NullMarked;
