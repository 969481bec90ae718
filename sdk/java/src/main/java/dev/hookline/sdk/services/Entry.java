package dev.hookline.sdk.services;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a content collection.
 *
 * @param data its fields
 * @param publishedAt RFC 3339, null for a draft
 */
public record Entry(
        String id,
        String collection,
        String slug,
        String status,
        JsonNode data,
        int version,
        @Nullable String createdAt,
        @Nullable String updatedAt,
        @Nullable String publishedAt) {}
