package dev.hookline.chaos.evidence;

/** Rows of the services' databases. */
public sealed interface Stored {

    /**
     * A revision of an entry.
     *
     * @param operation the one that saved it
     * @param mark what the policy plugin wrote, empty for none
     */
    record Revision(String subject, int number, String operation, String title, String mark)
            implements Stored {}

    /**
     * An entry as it is now; {@code status} is {@code DRAFT}, {@code PUBLISHED} or {@code TRASHED}.
     */
    record Entry(String subject, String status, long version) implements Stored {}

    /** A file. */
    record File(String id, String filename, String digest) implements Stored {}

    /**
     * A message; {@code status} is {@code queued}, {@code sending}, {@code sent}, {@code failed}.
     */
    record Mail(String id, String operation, String status) implements Stored {}

    /** A plugin and its status at the gateway. */
    record Plugin(String id, String status) implements Stored {}

    /** Rows that should be gone once nothing happens any more. */
    record Leftover(String what, long count, String example) implements Stored {}
}
