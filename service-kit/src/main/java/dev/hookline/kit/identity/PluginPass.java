package dev.hookline.kit.identity;

import dev.hookline.kit.cause.Cause;
import dev.hookline.schemas.Actor;
import java.util.List;
import java.util.Set;

/**
 * The plugin gateway's word for a plugin towards one service: who acts, what it may do there, and
 * what made it act.
 *
 * @param roles what the plugin's capabilities come to at that service
 */
public record PluginPass(String pluginId, String name, Set<String> roles, Cause cause) {

    /** What the ids of actors that are plugins begin with; no person's may. */
    static final String SUBJECT_PREFIX = "plugin:";

    public PluginPass {
        roles = Set.copyOf(roles);
    }

    String subject() {
        return SUBJECT_PREFIX + pluginId;
    }

    Actor actor() {
        return new Actor(subject(), name, List.copyOf(roles).stream().sorted().toList());
    }
}
