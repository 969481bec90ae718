/**
 * The plugin directory's entries: who takes which hook, in what order and under which conditions.
 * Written by the gateway, followed by every service; carries no endpoint and no secret.
 */
@NullMarked
package dev.hookline.schemas.plugin;

import org.jspecify.annotations.NullMarked;
