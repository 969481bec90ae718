package dev.hookline.schemas.event;

import java.util.Objects;

/** A file is about to be stored; plugins may rename it, retype it or refuse it. */
public record MediaBeforeUpload(FileInfo file) {

    public MediaBeforeUpload {
        Objects.requireNonNull(file, "file");
    }
}
