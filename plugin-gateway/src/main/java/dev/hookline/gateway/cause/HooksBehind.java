package dev.hookline.gateway.cause;

import dev.hookline.schemas.hook.HookCatalogue;
import dev.hookline.schemas.hook.HookDomain;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.Set;

/**
 * The hooks from within which the current request of the plugin API comes: the one that its cause
 * names; without a cause, all that the plugin is just being called at.
 */
@RequestScoped
public class HooksBehind {

    private Set<String> hooks = Set.of();

    void set(Set<String> known) {
        hooks = Set.copyOf(known);
    }

    /** One of them that this domain publishes. */
    public Optional<String> anyOf(HookDomain domain) {
        return hooks.stream()
                .filter(hook ->
                        HookCatalogue.find(hook)
                                .filter(definition -> definition.domain() == domain)
                                .isPresent())
                .sorted()
                .findFirst();
    }
}
