package dev.hookline.content.page.source;

import dev.hookline.content.entry.EntryKey;
import java.time.Instant;

/** A published entry in a list. */
public record Listed(EntryKey key, long version, Instant publishedAt) {

    public Position position() {
        return new Position(publishedAt, key.collection(), key.id());
    }
}
