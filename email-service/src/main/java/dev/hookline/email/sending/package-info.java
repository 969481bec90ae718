/**
 * Brings queued messages on their way: {@code email:beforeSend}, the provider, {@code
 * email:afterSend}. Invariant: no transaction and no connection is held while a plugin or a mail
 * server is being waited for, and what a message has been through is stored before its next step.
 */
@NullMarked
package dev.hookline.email.sending;

import org.jspecify.annotations.NullMarked;
