/**
 * Uploads, storage and derivatives. So far the service takes part in the platform — it knows the
 * plugins, relays its outbox and reports its health — and offers nothing to clients yet.
 */
@NullMarked
package dev.hookline.media;

import org.jspecify.annotations.NullMarked;
