/**
 * What content-service tracks: its collections as tables and its entries as rows of the database
 * {@code content}. Called by whoever changes them, within the changing transaction. Invariant: a
 * table has the rows that are not in the trash.
 */
@NullMarked
package dev.hookline.content.tracking;

import org.jspecify.annotations.NullMarked;
