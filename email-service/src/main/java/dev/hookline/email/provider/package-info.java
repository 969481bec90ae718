/**
 * Who delivers: the built-in SMTP client or the one selected plugin. Called by the sending workers.
 * Invariant: a provider says whether trying again can help, and whether the message or the provider
 * is to blame.
 */
@NullMarked
package dev.hookline.email.provider;

import org.jspecify.annotations.NullMarked;
