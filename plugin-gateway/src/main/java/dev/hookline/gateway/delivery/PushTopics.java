package dev.hookline.gateway.delivery;

import dev.hookline.gateway.registry.RegisteredPlugin;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.HookCatalogue;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The topics that have to be read for a plugin: those that carry hooks pushed to it. */
final class PushTopics {

    private PushTopics() {}

    static Set<String> of(RegisteredPlugin plugin) {
        return plugin.pushedHooks().stream()
                .map(hook -> Topics.carrying(HookCatalogue.get(hook.hook())))
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }
}
