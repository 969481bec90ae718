package dev.hookline.kit.problem;

import dev.hookline.kit.text.ForeignText;
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
        // Both may quote the request.
        field = ForeignText.asReason(Objects.requireNonNull(field, "field"));
        message = ForeignText.asReason(Objects.requireNonNull(message, "message"));
    }
}
