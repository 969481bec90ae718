/**
 * The messages' outside: topics and CloudEvents headers. Used by whoever produces or consumes; the
 * only place that spells these names.
 */
@NullMarked
package dev.hookline.schemas.bus;

import org.jspecify.annotations.NullMarked;
