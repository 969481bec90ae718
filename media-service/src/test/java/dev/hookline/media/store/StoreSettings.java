package dev.hookline.media.store;

import java.nio.file.Path;
import java.time.Duration;

/** The configuration of a store in tests. */
record StoreSettings(StoreConfig.Kind kind, Path directory) implements StoreConfig {

    @Override
    public int sectionsAtOnce() {
        return 1;
    }

    @Override
    public Duration sectionPatience() {
        return Duration.ofSeconds(1);
    }
}
