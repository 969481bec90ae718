package dev.hookline.gateway.registry;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who provides an exclusive hook.
 *
 * <pre>
 *   nobody offers it                     ──► nobody
 *   the selected one still offers it     ──► stays
 *   the operator wants nobody            ──► nobody
 *   exactly one offers it                ──► that one, remembered from now on
 *   several                              ──► nobody, until the operator chooses
 * </pre>
 */
final class ProviderChoice {

    private ProviderChoice() {}

    static Optional<String> of(
            @Nullable String selected, boolean leftEmpty, List<String> providers) {
        if (selected != null && providers.contains(selected)) {
            return Optional.of(selected);
        }
        return leftEmpty || providers.size() != 1
                ? Optional.empty()
                : Optional.of(providers.getFirst());
    }
}
