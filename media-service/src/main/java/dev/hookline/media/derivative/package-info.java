/**
 * Smaller copies of pictures, made when first asked for, and a cache of them that can always be
 * thrown away.
 */
@NullMarked
package dev.hookline.media.derivative;

import org.jspecify.annotations.NullMarked;
