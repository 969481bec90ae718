/**
 * Bounds on the memory of hook calls. Used where a request is read from the bus and where a
 * plugin's answer is read. Invariant: no tree is built before its memory is reserved.
 */
@NullMarked
package dev.hookline.gateway.memory;

import org.jspecify.annotations.NullMarked;
