/** A file's way from the request to the store, with the plugins asked before anything is kept. */
@NullMarked
package dev.hookline.media.upload;

import org.jspecify.annotations.NullMarked;
