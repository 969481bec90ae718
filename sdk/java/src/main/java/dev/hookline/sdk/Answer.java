package dev.hookline.sdk;

import java.util.Objects;

/** What a handler says to a hook. */
public sealed interface Answer {

    /** Leaves things as they are: the <em>void</em> of the documents. */
    static Answer keep() {
        return new Keep();
    }

    /**
     * Answers with a value, anything that Jackson can write: the changed content of a filter, an
     * array of contributions, {@code true} or {@code false} of a gate.
     */
    static Answer value(Object value) {
        return new Value(value);
    }

    /**
     * Cancels the operation; its caller gets to read the reason.
     *
     * @param reason a sentence for the person who asked; the gateway cuts it at 500 characters
     */
    static Answer reject(String reason) {
        return new Reject(reason);
    }

    /** No change, no opinion. */
    record Keep() implements Answer {}

    /** A value that takes the place of the present one. */
    record Value(Object value) implements Answer {
        public Value {
            Objects.requireNonNull(value, "value; to leave things as they are answer keep()");
        }
    }

    /** A refusal with its reason. */
    record Reject(String reason) implements Answer {
        public Reject {
            if (reason.isBlank()) {
                throw new IllegalArgumentException("a rejection needs a reason");
            }
        }
    }
}
