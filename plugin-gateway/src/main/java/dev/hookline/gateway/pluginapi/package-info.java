/**
 * Who calls the plugin API: authentication by plugin token, and the rights of the calling plugin.
 * Called by every resource below {@code /plugin-api/v1}. Invariant: a plugin acts only as itself.
 */
@NullMarked
package dev.hookline.gateway.pluginapi;

import org.jspecify.annotations.NullMarked;
