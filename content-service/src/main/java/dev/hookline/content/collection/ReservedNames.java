package dev.hookline.content.collection;

import java.util.Set;

/** Names that no collection may have: the server has other things at these paths. */
public final class ReservedNames {

    private static final Set<String> NAMES =
            Set.of("api", "q", "assets", "preview", "media", "plugin-api");

    private ReservedNames() {}

    public static boolean contains(String name) {
        return NAMES.contains(name);
    }
}
