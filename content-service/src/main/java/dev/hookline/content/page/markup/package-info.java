/**
 * What plugins and the site add to a page, as HTML: metadata, fragments, and the policy that lets
 * exactly their scripts run. Plain classes without state, called by the renderer. Invariant:
 * nothing in metadata can become markup.
 */
@NullMarked
package dev.hookline.content.page.markup;

import org.jspecify.annotations.NullMarked;
