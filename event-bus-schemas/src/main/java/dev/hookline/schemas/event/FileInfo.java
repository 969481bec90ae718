package dev.hookline.schemas.event;

import dev.hookline.schemas.Checked;

/**
 * What is known of a file before it is stored.
 *
 * @param name the file name without a folder
 * @param type the media type, {@code image/png}
 * @param size in bytes
 */
public record FileInfo(String name, String type, long size) {

    public FileInfo {
        Checked.text(name, "name");
        Checked.text(type, "type");
        if (size < 0) {
            throw new IllegalArgumentException("size must not be negative: " + size);
        }
    }
}
