package dev.hookline.schemas.event.page;

import java.util.Objects;

/** A public page is being rendered; trusted plugins may add markup and scripts. */
public record PageFragments(PublicPageContext page) {

    public PageFragments {
        Objects.requireNonNull(page, "page");
    }
}
