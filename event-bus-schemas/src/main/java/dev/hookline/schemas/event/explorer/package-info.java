/**
 * The events of the data explorer: one record per Datasette hook, named after it, with the hook's
 * documented arguments as components. The content service asks them while it renders a page.
 */
@NullMarked
package dev.hookline.schemas.event.explorer;

import org.jspecify.annotations.NullMarked;
