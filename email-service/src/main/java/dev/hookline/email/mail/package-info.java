/** Sending mail and looking after it over HTTP. */
@NullMarked
package dev.hookline.email.mail;

import org.jspecify.annotations.NullMarked;
