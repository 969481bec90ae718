package dev.hookline.gateway.exchange;

/** How an exchange stands once the headers of its answer are there. */
public sealed interface Opened {

    /** The answer says success, and its body is yet to be read. */
    record Streaming(StreamedAnswer answer) implements Opened {}

    /** Everything else. */
    record Ended(Exchanged outcome) implements Opened {}
}
