/**
 * What a plugin author writes against: a plugin, its hooks, the events they get and the answers
 * they give. Called by plugins. Invariant: whatever a handler does, the gateway gets an answer that
 * the plugin protocol knows.
 */
@NullMarked
package dev.hookline.sdk;

import org.jspecify.annotations.NullMarked;
