/**
 * Clients that save, upload, mail and change plugins, and write down what they are told. Invariant:
 * a client begins nothing new before it knows how the last request ended, or has given up on it.
 */
@NullMarked
package dev.hookline.chaos.load;

import org.jspecify.annotations.NullMarked;
