package dev.hookline.schemas.hook;

import java.util.Locale;

/** The service that publishes a hook; it names the topics. */
public enum HookDomain {
    CONTENT,
    MEDIA,
    EMAIL,
    /** The gateway itself: lifecycle, cron ticks, tracked events, manifest declarations. */
    PLUGIN;

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
