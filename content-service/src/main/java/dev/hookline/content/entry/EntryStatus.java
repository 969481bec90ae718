package dev.hookline.content.entry;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where an entry is in its life, in the words of the API. */
public enum EntryStatus {
    DRAFT,
    /** A draft with a time at which it will be published. */
    SCHEDULED,
    PUBLISHED,
    TRASHED;

    public static Optional<EntryStatus> find(String name) {
        return Arrays.stream(values()).filter(status -> status.wireName().equals(name)).findFirst();
    }

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
