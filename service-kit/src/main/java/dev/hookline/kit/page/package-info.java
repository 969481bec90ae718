/** Cursor-paged lists. */
@NullMarked
package dev.hookline.kit.page;

import org.jspecify.annotations.NullMarked;
