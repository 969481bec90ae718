package dev.hookline.schemas.validation;

import java.util.Objects;

/**
 * One way in which a value does not fit its schema.
 *
 * @param path where in the value, a JSON pointer; empty for the value itself
 * @param message what is wrong there
 */
public record Violation(String path, String message) {

    public Violation {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(message, "message");
    }
}
