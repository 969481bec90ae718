/**
 * Media service: uploads, storage, derivatives.
 *
 * <p>{@code upload} receives bytes and asks plugins; {@code store} keeps bytes under their hash;
 * {@code item} owns what is known of files; {@code image} looks into pictures; {@code derivative}
 * makes smaller ones; {@code serving} hands bytes to readers.
 */
@NullMarked
package dev.hookline.media;

import org.jspecify.annotations.NullMarked;
