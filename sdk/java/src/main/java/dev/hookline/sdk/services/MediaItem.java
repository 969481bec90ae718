package dev.hookline.sdk.services;

import org.jspecify.annotations.Nullable;

/**
 * An uploaded file.
 *
 * @param size in bytes
 * @param url where readers find it
 */
public record MediaItem(
        String id,
        String filename,
        String mimeType,
        @Nullable Long size,
        String url,
        @Nullable String createdAt) {}
