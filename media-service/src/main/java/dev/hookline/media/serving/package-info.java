/** Hands bytes to readers so that no file can act in the name of the site. */
@NullMarked
package dev.hookline.media.serving;

import org.jspecify.annotations.NullMarked;
