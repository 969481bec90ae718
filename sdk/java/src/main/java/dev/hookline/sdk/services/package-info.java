/**
 * What a plugin can have done: scheduled tasks, requests to other hosts, e-mail, content and media,
 * as its capabilities allow. Called by handlers through the context. Invariant: the gateway acts,
 * as the plugin; nothing goes out from here.
 */
@NullMarked
package dev.hookline.sdk.services;

import org.jspecify.annotations.NullMarked;
