package dev.hookline.chaos.history;

/** What a client knows of its request. */
public enum Told {
    /** Done. */
    ACKNOWLEDGED,
    /** Not done: the answer is documented to mean that nothing was stored. */
    REFUSED,
    /** Perhaps done: no answer, a broken one, or an error that says nothing. */
    UNKNOWN
}
