package dev.hookline.schemas.event.page;

import java.util.Objects;

/** A public page is being rendered; plugins may add typed metadata to its head. */
public record PageMetadata(PublicPageContext page) {

    public PageMetadata {
        Objects.requireNonNull(page, "page");
    }
}
