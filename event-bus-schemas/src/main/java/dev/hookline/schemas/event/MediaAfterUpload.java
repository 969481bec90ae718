package dev.hookline.schemas.event;

import java.util.Objects;

/** A file has been stored. */
public record MediaAfterUpload(MediaItem media) {

    public MediaAfterUpload {
        Objects.requireNonNull(media, "media");
    }
}
