package dev.hookline.kit.idempotency;

/** Told what has been created, within the transaction that creates it. */
@FunctionalInterface
public interface Completion {

    /** For whoever need not know. */
    Completion UNNOTICED = created -> {};

    void completed(Created created);
}
