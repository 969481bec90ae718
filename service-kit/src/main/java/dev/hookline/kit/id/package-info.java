/** Identifiers that sort by time of creation. */
@NullMarked
package dev.hookline.kit.id;

import org.jspecify.annotations.NullMarked;
