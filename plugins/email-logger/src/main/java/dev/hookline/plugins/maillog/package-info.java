/**
 * A sample plugin of {@code email:afterSend}: a line in the log for every message that was sent. It
 * runs as a process of its own. Invariant: what it does cannot touch the mail.
 */
@NullMarked
package dev.hookline.plugins.maillog;

import org.jspecify.annotations.NullMarked;
