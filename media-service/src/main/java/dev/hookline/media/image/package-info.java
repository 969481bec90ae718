/** Looks into pictures without trusting them: memory and time are bounded. */
@NullMarked
package dev.hookline.media.image;

import org.jspecify.annotations.NullMarked;
