/**
 * What the public site is: its settings, its addresses, and the names that no collection may have.
 * Invariant: an address is built in one place.
 */
@NullMarked
package dev.hookline.content.page.site;

import org.jspecify.annotations.NullMarked;
