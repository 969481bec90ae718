package dev.hookline.content.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Objects;

/**
 * What a copy of an entry says.
 *
 * @param data the field map; shared, not copied, and therefore never changed by anybody
 */
public record EntryContent(String slug, ObjectNode data) {

    public EntryContent {
        Objects.requireNonNull(slug, "slug");
        Objects.requireNonNull(data, "data");
    }

    public EntryContent withSlug(String other) {
        return new EntryContent(other, data);
    }
}
