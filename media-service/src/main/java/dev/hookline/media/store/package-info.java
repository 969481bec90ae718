/** Bytes under their hash, kept once however many items have them. Nothing outside knows where. */
@NullMarked
package dev.hookline.media.store;

import org.jspecify.annotations.NullMarked;
