package dev.hookline.sdk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which fields of a storage collection can be asked for, and which combinations occur once. */
public final class StorageOptions {

    private final List<List<String>> indexes = new ArrayList<>();
    private final List<List<String>> uniqueIndexes = new ArrayList<>();

    StorageOptions() {}

    /** Documents can be found and ordered by these fields. */
    public StorageOptions index(String... fields) {
        indexes.add(List.of(fields));
        return this;
    }

    /** As {@link #index}, and no two documents have the same values in all of these fields. */
    public StorageOptions uniqueIndex(String... fields) {
        uniqueIndexes.add(List.of(fields));
        return this;
    }

    Map<String, Object> manifest() {
        var options = new LinkedHashMap<String, Object>();
        options.put("indexes", indexes);
        options.put("uniqueIndexes", uniqueIndexes);
        return options;
    }
}
