package dev.hookline.media.store;

import java.time.Instant;

/**
 * Bytes in the store.
 *
 * @param size in bytes
 * @param keptAt when they were last kept, which may be after an item with them was uploaded
 */
public record StoredObject(Sha256 hash, long size, Instant keptAt) {}
