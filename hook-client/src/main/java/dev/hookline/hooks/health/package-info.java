/** Readiness of the hook client. */
@NullMarked
package dev.hookline.hooks.health;

import org.jspecify.annotations.NullMarked;
