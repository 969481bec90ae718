/**
 * What an email is, and whether a client's or a plugin's wording is one. Invariant: a {@link
 * dev.hookline.email.message.Message} can be sent as it is; nothing in it can forge a header.
 */
@NullMarked
package dev.hookline.email.message;

import org.jspecify.annotations.NullMarked;
