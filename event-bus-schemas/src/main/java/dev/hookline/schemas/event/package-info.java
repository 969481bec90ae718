/**
 * The events of content, media, email and plugins: one record per hook, named after it. Services
 * publish them and plugins read them; a component that is not {@code @Nullable} is always present.
 */
@NullMarked
package dev.hookline.schemas.event;

import org.jspecify.annotations.NullMarked;
