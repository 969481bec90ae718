package dev.hookline.sdk;

import dev.hookline.sdk.context.Site;
import org.jspecify.annotations.Nullable;

/**
 * The circumstances of a call.
 *
 * @param requestId the same for all plugins and all attempts
 * @param actor null for nobody who signed in
 * @param deadline RFC 3339, after which nobody waits for the answer; null for after-hooks
 * @param attempt 1 for the first
 * @param cause what the gateway wants to see again with what the handler asks of it; null for a
 *     call that is part of no chain of causes
 * @param site the site that the plugin extends
 */
public record HookContext(
        @Nullable String pluginId,
        @Nullable String hook,
        @Nullable String requestId,
        @Nullable HookActor actor,
        @Nullable String deadline,
        int attempt,
        @Nullable String cause,
        @Nullable Site site) {}
