/**
 * What a plugin keeps at the gateway: keys with values, and collections of documents. Called by
 * handlers through the context. Invariant: a plugin sees its own data alone.
 */
@NullMarked
package dev.hookline.sdk.storage;

import org.jspecify.annotations.NullMarked;
