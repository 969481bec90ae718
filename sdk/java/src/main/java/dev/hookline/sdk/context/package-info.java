/**
 * What a handler is given besides its event: the plugin's own data, the platform's services, its
 * log. Called by handlers. Invariant: calls made through the context of a hook call carry that
 * call's cause.
 */
@NullMarked
package dev.hookline.sdk.context;

import org.jspecify.annotations.NullMarked;
