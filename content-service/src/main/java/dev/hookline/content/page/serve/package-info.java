/**
 * Serves the public site: pages, feeds, site map, previews, and what plugins add to a page for
 * front ends in other technologies. Invariant: every request looks in the database whether what it
 * shows is still published.
 */
@NullMarked
package dev.hookline.content.page.serve;

import org.jspecify.annotations.NullMarked;
