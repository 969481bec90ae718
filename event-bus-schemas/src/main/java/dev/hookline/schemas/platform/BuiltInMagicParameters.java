package dev.hookline.schemas.platform;

import java.util.Set;

/** The prefixes of magic parameters that the platform answers itself. */
public final class BuiltInMagicParameters {

    private static final Set<String> PREFIXES =
            Set.of("actor", "header", "cookie", "now", "random");

    private BuiltInMagicParameters() {}

    public static Set<String> prefixes() {
        return PREFIXES;
    }
}
