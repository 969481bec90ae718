package dev.hookline.gateway.registry;

import dev.hookline.schemas.Actor;
import dev.hookline.schemas.plugin.PluginTransition;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The right to take one plugin through one transition.
 *
 * @param actor who wanted it, null for nobody
 * @param until when others may take the transition back
 */
record PluginClaim(
        UUID id,
        PluginTransition.Kind kind,
        @Nullable Actor actor,
        Instant startedAt,
        Instant until) {

    static PluginClaim of(
            PluginTransition.Kind kind, @Nullable Actor actor, Instant startedAt, Instant until) {
        return new PluginClaim(UUID.randomUUID(), kind, actor, startedAt, until);
    }
}
