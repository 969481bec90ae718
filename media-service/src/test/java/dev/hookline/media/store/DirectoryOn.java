package dev.hookline.media.store;

import java.nio.file.Path;

/** The service's directory on any file system, for tests of other packages. */
public final class DirectoryOn {

    private DirectoryOn() {}

    public static StoreDirectory path(Path path) {
        return new StoreDirectory(new StoreSettings(StoreConfig.Kind.LOCAL, path));
    }
}
