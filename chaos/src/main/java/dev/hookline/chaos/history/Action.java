package dev.hookline.chaos.history;

import java.time.Duration;

/** What clients do. */
public enum Action {
    CREATE(Limits.WRITE),
    UPDATE(Limits.WRITE),
    PUBLISH(Limits.WRITE),
    UNPUBLISH(Limits.WRITE),
    DELETE(Limits.WRITE),
    PURGE(Limits.WRITE),
    READ(Limits.WRITE),
    UPLOAD(Limits.UPLOAD),
    REMOVE_FILE(Limits.WRITE),
    MAIL(Limits.WRITE),
    INSTALL(Limits.TRANSITION),
    ACTIVATE(Limits.TRANSITION),
    DEACTIVATE(Limits.TRANSITION),
    UPGRADE(Limits.TRANSITION),
    UNINSTALL(Limits.TRANSITION);

    private final Duration limit;

    Action(Duration limit) {
        this.limit = limit;
    }

    /** The longest that a request of this kind may take when its service is not stopped. */
    public Duration limit() {
        return limit;
    }

    private static final class Limits {

        /**
         * {@code hookline.before.longest-wait} of 30 s with the transport, and the database around
         * it.
         */
        static final Duration WRITE = Duration.ofSeconds(45);

        /** The same, after {@code hookline.media.upload.patience}. */
        static final Duration UPLOAD = Duration.ofSeconds(55);

        /**
         * The timeouts of two lifecycle hooks with {@code hookline.gateway.lifecycle.margin}, and
         * the database.
         */
        static final Duration TRANSITION = Duration.ofSeconds(60);

        private Limits() {}
    }
}
