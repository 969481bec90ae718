/**
 * A sample plugin of {@code email:deliver}: messages leave through a company's HTTP API instead of
 * SMTP. It runs as a process of its own. Invariant: what it does not acknowledge with success, the
 * API has not confirmed.
 */
@NullMarked
package dev.hookline.plugins.webhook;

import org.jspecify.annotations.NullMarked;
