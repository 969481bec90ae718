/**
 * Slugs: the readable part of an entry's address. Called by fields and saving. Invariant: a slug
 * made here is always a valid one.
 */
@NullMarked
package dev.hookline.content.slug;

import org.jspecify.annotations.NullMarked;
