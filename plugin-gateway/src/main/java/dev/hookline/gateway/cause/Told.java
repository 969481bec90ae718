package dev.hookline.gateway.cause;

import dev.hookline.kit.cause.Cause;

/**
 * What a plugin is told of when one of its hooks is called.
 *
 * @param hook the hook that is called
 * @param cause of what the plugin writes in answer
 */
record Told(String hook, Cause cause) {}
