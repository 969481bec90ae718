package dev.hookline.sdk.services;

import org.jspecify.annotations.Nullable;

/**
 * An uploaded file.
 *
 * @param filename as it is served, which plugins may have changed
 * @param mimeType by its bytes
 * @param size in bytes
 * @param url where readers find it
 * @param width in pixels, null unless it is a picture
 * @param height in pixels, null unless it is a picture
 * @param alt what a picture shows, in words
 */
public record MediaItem(
        String id,
        String filename,
        String mimeType,
        @Nullable Long size,
        String url,
        @Nullable String createdAt,
        @Nullable Integer width,
        @Nullable Integer height,
        @Nullable String alt,
        @Nullable String caption) {}
