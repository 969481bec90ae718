/**
 * HTTP requests that the gateway makes for plugins. Called through the plugin API. Invariant: no
 * request goes to an address that has not been checked, whatever names, redirects and resolvers
 * say.
 */
@NullMarked
package dev.hookline.gateway.fetch;

import org.jspecify.annotations.NullMarked;
