package dev.hookline.sdk;

import dev.hookline.sdk.context.PluginContext;

/** Code that runs when a hook is called; each call has a virtual thread of its own. */
@FunctionalInterface
public interface HookHandler {

    /**
     * Handles one call.
     *
     * @throws Rejection to cancel the operation
     * @throws Exception when the handler fails; the hook's error policy decides what follows, and
     *     an after-hook is delivered again
     */
    Answer handle(HookEvent event, PluginContext ctx) throws Exception;
}
