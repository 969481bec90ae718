/**
 * HTTP calls to plugins. Called by the pipeline, the deliveries and the registry. Invariant: no
 * call outlives its timeout, whatever the plugin does.
 */
@NullMarked
package dev.hookline.gateway.call;

import org.jspecify.annotations.NullMarked;
