package dev.hookline.sdk;

import dev.hookline.sdk.context.PluginContext;

/** Code for hooks whose answer says nothing: what has happened, what is due, lifecycle. */
@FunctionalInterface
public interface Listener {

    /**
     * Takes one call.
     *
     * @throws Exception when it fails; an after hook, a tracked event or a tick then comes again
     */
    void hear(HookEvent event, PluginContext ctx) throws Exception;
}
