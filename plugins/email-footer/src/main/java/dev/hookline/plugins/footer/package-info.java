/**
 * A sample plugin of {@code email:beforeSend}: every message says where it came from. It runs as a
 * process of its own. Invariant: it never keeps a message from being sent.
 */
@NullMarked
package dev.hookline.plugins.footer;

import org.jspecify.annotations.NullMarked;
