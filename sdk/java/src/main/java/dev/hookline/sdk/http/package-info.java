/**
 * The HTTP side of a plugin: bounded reading, JSON and problem documents. Called by the server of a
 * plugin. Invariant: each exchange is answered once and closed.
 */
@NullMarked
package dev.hookline.sdk.http;

import org.jspecify.annotations.NullMarked;
