/**
 * A sample plugin of {@code media:beforeUpload}: what may be uploaded, and under which name. It
 * runs as a process of its own. Invariant: an upload that it has not seen is refused.
 */
@NullMarked
package dev.hookline.plugins.image;

import org.jspecify.annotations.NullMarked;
