/** Limits on what HTTP clients send, answered with problem documents. */
@NullMarked
package dev.hookline.kit.http;

import org.jspecify.annotations.NullMarked;
