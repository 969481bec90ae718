/**
 * Tracked events: the types that exist, who may publish which, and their way to the topic. Called
 * by people over the API and by plugins over the plugin API. Invariant: nothing reaches the topic
 * that its type's schema does not describe.
 */
@NullMarked
package dev.hookline.gateway.tracking;

import org.jspecify.annotations.NullMarked;
