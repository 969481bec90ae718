package dev.hookline.schemas.hook;

import java.util.Locale;

/** How a hook is called and how the answers of several plugins become one. */
public enum HookMode {
    /** Sequential chain: each plugin receives the value that the previous one returned. */
    FILTER(true),
    /** Sequential questions: the first {@code false} blocks the operation. */
    GATE(true),
    /** Exactly one selected provider does the work. */
    EXCLUSIVE(true),
    /** All plugins in parallel, answers concatenated in pipeline order. */
    COLLECT(true),
    /** Sequential: the first answer wins. */
    FIRST(true),
    /** Nobody waits: each subscribed plugin gets its own at-least-once delivery. */
    NOTIFY(false),
    /** A change in the life of one plugin, told to that plugin only. */
    LIFECYCLE(true),
    /** Declared in the manifest, never called. */
    REGISTER(false);

    private final boolean callerWaits;

    HookMode(boolean callerWaits) {
        this.callerWaits = callerWaits;
    }

    /** The name as documents and answers spell it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean callerWaits() {
        return callerWaits;
    }
}
