/**
 * Saving: the one way by which content gets into the site, guarded by {@code content:beforeSave}.
 * Called over HTTP; creation, change and both kinds of restoring are {@link
 * dev.hookline.content.saving.SaveRequest}s to the same {@link
 * dev.hookline.content.saving.EntrySaver}. Invariant: nothing is stored that plugins were not asked
 * about, and nothing is held while they think.
 */
@NullMarked
package dev.hookline.content.saving;

import org.jspecify.annotations.NullMarked;
