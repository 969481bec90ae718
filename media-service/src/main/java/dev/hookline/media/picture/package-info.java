/**
 * Reads picture files that nobody vouches for. What a file says of itself is looked up without
 * decoding; decoders see nothing but pixels, no metadata; memory and time of all decoding together
 * are bounded. Called by {@code image} and {@code derivative}.
 */
@NullMarked
package dev.hookline.media.picture;

import org.jspecify.annotations.NullMarked;
