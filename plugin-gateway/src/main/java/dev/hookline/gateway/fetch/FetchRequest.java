package dev.hookline.gateway.fetch;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a plugin wants to have fetched.
 *
 * @param method GET unless given
 * @param headers by name, whatever its case
 * @param body as text in UTF-8; or instead
 * @param bodyBase64 as bytes
 * @param timeout milliseconds for everything, redirects included
 */
record FetchRequest(
        @Nullable String url,
        @Nullable String method,
        @Nullable Map<String, String> headers,
        @Nullable String body,
        @Nullable String bodyBase64,
        @Nullable Long timeout) {}
