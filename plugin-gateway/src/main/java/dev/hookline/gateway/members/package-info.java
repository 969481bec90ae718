/**
 * The members {@code content}, {@code media} and {@code email} of the plugin API: they pass a
 * plugin's requests on to the service that owns the data. Called through the plugin API. Invariant:
 * a service always hears which plugin acts, with no more rights than its capabilities give, and by
 * which chain of causes.
 */
@NullMarked
package dev.hookline.gateway.members;

import org.jspecify.annotations.NullMarked;
