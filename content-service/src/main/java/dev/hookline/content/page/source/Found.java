package dev.hookline.content.page.source;

/** What is at an address. */
public sealed interface Found {

    /**
     * A published entry.
     *
     * @param stamp changes with everything that its page shows of the database
     */
    record Live(String id, String stamp) implements Found {}

    /** The entry has another slug now. */
    record Moved(String slug) implements Found {}

    /** An entry was published here once. */
    record Gone() implements Found {}

    /** Nothing was ever published here. */
    record Missing() implements Found {}
}
