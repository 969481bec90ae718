package dev.hookline.media.store;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The service's own directory and its parts, made when first asked for. */
@ApplicationScoped
public class StoreDirectory {

    private final StoreConfig config;

    StoreDirectory(StoreConfig config) {
        this.config = config;
    }

    /**
     * Where uploads are written until they are kept. Everything in it that has not been written to
     * for a while is removed, so nothing else belongs here.
     */
    public Path incoming() {
        return part("incoming");
    }

    /** Where smaller copies of pictures are cached; may be emptied at any time. */
    public Path derivatives() {
        return part("derivatives");
    }

    /** Where the local store keeps bytes. */
    Path objects() {
        return part("objects");
    }

    Path root() {
        return config.directory().toAbsolutePath().normalize();
    }

    private Path part(String name) {
        var path = root().resolve(name);
        try {
            Durable.directories(path);
        } catch (IOException e) {
            throw new UncheckedIOException("the directory for files cannot be made: " + path, e);
        }
        return path;
    }
}
