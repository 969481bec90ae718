package dev.hookline.kit.problem;

import java.util.Objects;

/**
 * One thing wrong with a request.
 *
 * @param field the client's own name for the place: {@code data.title}, {@code
 *     hooks["content:beforeSave"].timeout}
 * @param message what is wrong, in words for a person
 */
public record Fault(String field, String message) {

    public Fault {
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(message, "message");
    }
}
