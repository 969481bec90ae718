package dev.hookline.schemas.bus;

/**
 * Header names that a record on {@link Topics#DEAD_LETTERS} has besides those of the event itself:
 * who did not get it, and why. All are extensions of our own.
 */
public final class DeadLetterHeaders {

    /** Id of the plugin that did not get the event. */
    public static final String PLUGIN = "ce_deadletterplugin";

    /** Why it was given up, in words, at most 500 characters. */
    public static final String REASON = "ce_deadletterreason";

    /** HTTP status of the last attempt; absent when there was no answer. */
    public static final String STATUS = "ce_deadletterstatus";

    /** How many attempts were made. */
    public static final String ATTEMPTS = "ce_deadletterattempts";

    /** When it was given up (RFC 3339). */
    public static final String TIME = "ce_deadlettertime";

    /** The topic on which the event was published. */
    public static final String TOPIC = "ce_deadlettertopic";

    public static final String PARTITION = "ce_deadletterpartition";

    public static final String OFFSET = "ce_deadletteroffset";

    private DeadLetterHeaders() {}
}
