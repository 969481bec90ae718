/**
 * The storage collections of each plugin. Called by plugins; prepared when a plugin is installed or
 * upgraded. Invariant: a plugin reaches only collections that its manifest declares, and what their
 * unique indexes say holds at every moment.
 */
@NullMarked
package dev.hookline.gateway.storage;

import org.jspecify.annotations.NullMarked;
