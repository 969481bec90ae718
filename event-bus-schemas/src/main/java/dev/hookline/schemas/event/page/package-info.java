/**
 * The events of public pages. The content service asks them for every page it renders; a page is
 * rendered without contributions rather than not at all.
 */
@NullMarked
package dev.hookline.schemas.event.page;

import org.jspecify.annotations.NullMarked;
