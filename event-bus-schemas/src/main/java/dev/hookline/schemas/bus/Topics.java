package dev.hookline.schemas.bus;

import dev.hookline.schemas.hook.HookDefinition;
import dev.hookline.schemas.hook.HookDomain;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The topics of the platform: name, partitions and retention, the only place that lists them. */
public final class Topics {

    public static final String BEFORE_REPLIES = "hookline.before.replies";
    public static final String EVENTS = "hookline.events";
    public static final String CRON = "hookline.cron";
    public static final String PLUGINS = "hookline.plugins";
    public static final String DEAD_LETTERS = "hookline.dead-letters";

    private static final Duration CALLS = Duration.ofMinutes(10);
    private static final Duration EVENTS_KEPT = Duration.ofDays(7);
    private static final int PARTITIONS = 6;

    private static final List<Topic> ALL =
            List.of(
                    Topic.deletedAfter(before(HookDomain.CONTENT), PARTITIONS, CALLS),
                    Topic.deletedAfter(before(HookDomain.MEDIA), PARTITIONS, CALLS),
                    Topic.deletedAfter(before(HookDomain.EMAIL), PARTITIONS, CALLS),
                    Topic.deletedAfter(BEFORE_REPLIES, PARTITIONS, CALLS),
                    Topic.deletedAfter(after(HookDomain.CONTENT), PARTITIONS, EVENTS_KEPT),
                    Topic.deletedAfter(after(HookDomain.MEDIA), PARTITIONS, EVENTS_KEPT),
                    Topic.deletedAfter(after(HookDomain.EMAIL), PARTITIONS, EVENTS_KEPT),
                    Topic.deletedAfter(EVENTS, PARTITIONS, EVENTS_KEPT),
                    Topic.deletedAfter(CRON, PARTITIONS, Duration.ofDays(1)),
                    // One partition: the directory is small and is read to its end at every start.
                    Topic.compacted(PLUGINS, 1),
                    Topic.deletedAfter(DEAD_LETTERS, PARTITIONS, Duration.ofDays(30)));

    private Topics() {}

    public static List<Topic> all() {
        return ALL;
    }

    /** Hook requests that a caller waits for, {@code hookline.<domain>.before}. */
    public static String before(HookDomain domain) {
        return "hookline." + serviceOf(domain) + ".before";
    }

    /** After-hook events, {@code hookline.<domain>.after}. */
    public static String after(HookDomain domain) {
        return "hookline." + serviceOf(domain) + ".after";
    }

    /** The topic on which a hook's events travel; empty when they don't travel on the bus. */
    public static Optional<String> carrying(HookDefinition hook) {
        return switch (hook.mode()) {
            case FILTER, GATE, EXCLUSIVE, COLLECT, FIRST -> Optional.of(before(hook.domain()));
            case NOTIFY ->
                    Optional.of(
                            switch (hook.name()) {
                                case "track_event" -> EVENTS;
                                case "cron" -> CRON;
                                default -> after(hook.domain());
                            });
            // The gateway itself calls the plugin, or nobody does.
            case LIFECYCLE, REGISTER -> Optional.empty();
        };
    }

    private static String serviceOf(HookDomain domain) {
        if (domain == HookDomain.PLUGIN) {
            throw new IllegalArgumentException(
                    "hooks of the gateway have no domain topic: " + domain);
        }
        return domain.id();
    }
}
