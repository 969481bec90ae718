package dev.hookline.sdk.storage;

import java.util.List;
import java.util.Optional;

/**
 * Part of an answer.
 *
 * @param cursor where the next part begins; empty after the last one
 */
public record Page<T>(List<T> items, Optional<String> cursor) {

    public Page {
        items = List.copyOf(items);
    }

    public boolean hasMore() {
        return cursor.isPresent();
    }
}
