/**
 * Reads what is published, for pages. Called by the page server for every request, so that no page
 * shows what is published no more. Invariant: every query finds its rows by an index.
 */
@NullMarked
package dev.hookline.content.page.source;

import org.jspecify.annotations.NullMarked;
