/** What a file really is, by its bytes. */
@NullMarked
package dev.hookline.media.type;

import org.jspecify.annotations.NullMarked;
