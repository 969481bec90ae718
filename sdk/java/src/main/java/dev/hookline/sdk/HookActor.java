package dev.hookline.sdk;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who caused an event. */
public record HookActor(String id, @Nullable String name, List<String> roles) {

    public HookActor {
        roles = roles == null ? List.of() : List.copyOf(roles);
    }

    public boolean hasRole(String role) {
        return roles.contains(role);
    }
}
