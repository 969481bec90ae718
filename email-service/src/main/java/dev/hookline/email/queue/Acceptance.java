package dev.hookline.email.queue;

/** What became of a message that was handed in. */
public sealed interface Acceptance {

    /** It waits in the queue. */
    record Accepted(String id) implements Acceptance {}

    /** The same request was accepted before. */
    record Repeated(String id) implements Acceptance {}

    /** Its idempotency key belongs to another request. */
    record KeyReused() implements Acceptance {}
}
