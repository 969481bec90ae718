package dev.hookline.kit.version;

import jakarta.ws.rs.core.EntityTag;

/** The entity tag of a version, {@code "v7"}. */
public final class VersionTag {

    private VersionTag() {}

    public static EntityTag of(long version) {
        return new EntityTag("v" + version);
    }

    /** As it stands in a header, with its quotes. */
    public static String headerOf(long version) {
        return "\"v" + version + '"';
    }
}
