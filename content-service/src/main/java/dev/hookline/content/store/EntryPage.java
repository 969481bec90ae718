package dev.hookline.content.store;

import java.util.List;

/**
 * A page of a list of entries.
 *
 * @param isMore whether entries follow, because of the limit or because of their size
 */
public record EntryPage(List<ListedEntry> entries, boolean isMore) {

    public EntryPage {
        entries = List.copyOf(entries);
    }
}
