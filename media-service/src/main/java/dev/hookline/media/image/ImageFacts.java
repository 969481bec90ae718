package dev.hookline.media.image;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a picture.
 *
 * @param width in pixels as seen, after the orientation was applied
 * @param height in pixels as seen
 * @param blurhash a placeholder of a few characters; null when none could be made in time
 */
public record ImageFacts(int width, int height, @Nullable String blurhash) {}
