/** What is known of files: listed, shown, edited, deleted. */
@NullMarked
package dev.hookline.media.item;

import org.jspecify.annotations.NullMarked;
