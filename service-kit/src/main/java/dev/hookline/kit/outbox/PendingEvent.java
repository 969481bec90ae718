package dev.hookline.kit.outbox;

/** An event still in the outbox, with its place in line. */
record PendingEvent(long position, OutboxEvent event) {

    /** Events of one lane keep their order. {@link OutboxTable} builds the same text in SQL. */
    String lane() {
        return event.topic() + '/' + event.key();
    }
}
