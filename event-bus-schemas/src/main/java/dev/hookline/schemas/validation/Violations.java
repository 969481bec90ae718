package dev.hookline.schemas.validation;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs a compiled schema over a value, until enough is wrong with it: a value of a few kilobytes
 * can violate a schema millions of times.
 */
final class Violations {

    static final int MAX_VIOLATIONS = 20;

    private Violations() {}

    /** What is wrong with the value, at most {@value #MAX_VIOLATIONS} violations. */
    static List<Violation> of(Schema schema, JsonNode value) {
        var errors = new FirstErrors();
        Consumer<ExecutionContext> collector = context -> context.setErrors(errors);
        try {
            schema.validate(value, collector);
        } catch (EnoughException enough) {
            // The list has what is reported.
        }
        return errors.stream()
                .map(e -> new Violation(e.getInstanceLocation().toString(), e.getMessage()))
                .distinct()
                .toList();
    }

    /** Ends the validation from within, which the library has no other means for. */
    private static final class EnoughException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        EnoughException() {
            super(null, null, false, false);
        }
    }

    private static final class FirstErrors extends ArrayList<Error> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean add(Error error) {
            super.add(error);
            if (size() >= MAX_VIOLATIONS) {
                throw new EnoughException();
            }
            return true;
        }

        @Override
        public boolean addAll(Collection<? extends Error> errors) {
            errors.forEach(this::add);
            return !errors.isEmpty();
        }
    }
}
