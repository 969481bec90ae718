package dev.hookline.content.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The field maps of one entry as they are stored, whatever the collection's fields are now.
 *
 * @param maps the working copy's, and the live copy's when there is one
 */
public record StoredCopies(String id, List<ObjectNode> maps) {

    public StoredCopies {
        maps = List.copyOf(maps);
    }
}
