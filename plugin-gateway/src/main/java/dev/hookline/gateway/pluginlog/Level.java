package dev.hookline.gateway.pluginlog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jboss.logging.Logger;

/** How much a line matters, from least to most. */
enum Level {
    DEBUG(Logger.Level.DEBUG),
    INFO(Logger.Level.INFO),
    WARN(Logger.Level.WARN),
    ERROR(Logger.Level.ERROR);

    private final Logger.Level own;

    Level(Logger.Level own) {
        this.own = own;
    }

    static Optional<Level> named(String name) {
        return Arrays.stream(values()).filter(level -> level.label().equals(name)).findFirst();
    }

    /** The name that plugins and operators use. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The level of the gateway's own log. */
    Logger.Level own() {
        return own;
    }
}
