package dev.hookline.sdk;

import dev.hookline.sdk.context.PluginContext;
import java.util.Map;

/** Answers a GET of a plugin's own page. */
@FunctionalInterface
public interface PageHandler {

    /**
     * Answers one request.
     *
     * @param query the query parameters
     * @param ctx the plugin's own, not a hook call's
     * @return anything that Jackson can write
     * @throws IllegalArgumentException when the query is not valid: 400 with the message
     */
    Object answer(Map<String, String> query, PluginContext ctx) throws Exception;
}
