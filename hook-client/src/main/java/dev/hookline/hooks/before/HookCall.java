package dev.hookline.hooks.before;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookDefinition;
import org.jspecify.annotations.Nullable;

/**
 * A question to the plugins of one hook.
 *
 * @param hook a hook of the catalogue whose caller waits
 * @param subject what it is about, {@code posts/01J…}; also the record key
 * @param event the event as its schema describes it
 * @param actor who caused it, null for nobody
 */
public record HookCall(String hook, String subject, ObjectNode event, @Nullable Actor actor) {

    public HookCall {
        if (!HookCatalogue.get(hook).mode().callerWaits()) {
            throw new IllegalArgumentException("nobody waits for " + hook);
        }
    }

    HookDefinition definition() {
        return HookCatalogue.get(hook);
    }
}
