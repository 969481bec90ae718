/**
 * A sample plugin of {@code page:metadata}: search engines learn what a page is about. It runs as a
 * process of its own. Invariant: it adds typed metadata, never markup.
 */
@NullMarked
package dev.hookline.plugins.seo;

import org.jspecify.annotations.NullMarked;
