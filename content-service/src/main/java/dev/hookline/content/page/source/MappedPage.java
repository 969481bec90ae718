package dev.hookline.content.page.source;

import java.time.Instant;

/** A page in the site map. */
public record MappedPage(String collection, String slug, Instant updatedAt) {}
