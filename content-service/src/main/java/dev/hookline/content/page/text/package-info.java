/**
 * Rich text as HTML: Portable Text, Markdown, pictures. Plain classes, called by the renderer.
 * Invariant: text and addresses of authors never become markup or script.
 */
@NullMarked
package dev.hookline.content.page.text;

import org.jspecify.annotations.NullMarked;
