/**
 * The plugins: installation, activation, their order within each hook, and what is told of them to
 * the services. Invariant: changes queue for the directory revision, so who has seen revision n has
 * seen every change up to n.
 */
@NullMarked
package dev.hookline.gateway.registry;

import org.jspecify.annotations.NullMarked;
