package dev.hookline.content.revision;

import dev.hookline.content.entry.EntryContent;
import java.time.Instant;

/**
 * What one save stored.
 *
 * @param number counted from 1 for each entry
 * @param authorId subject of whoever saved
 */
public record Revision(int number, EntryContent content, String authorId, Instant createdAt) {}
