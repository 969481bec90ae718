/**
 * The way to the gateway's plugin API: authenticated, bounded in time and size, and with errors as
 * exceptions. Called by the members of the context. Invariant: no secret is in a message or a log.
 */
@NullMarked
package dev.hookline.sdk.gateway;

import org.jspecify.annotations.NullMarked;
