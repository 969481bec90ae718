package dev.hookline.gateway.backlog;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells failures of the database that pass from those that the same statement meets each time. */
final class Refusals {

    /**
     * Classes of SQLSTATE that depend on the data alone: data exception, integrity constraint
     * violation, program limit exceeded (PostgreSQL documentation, appendix A).
     */
    private static final Set<String> CLASSES = Set.of("22", "23", "54");

    private static final int MAX_DEPTH = 10;

    private Refusals() {}

    /** The SQLSTATE of a failure that would repeat, empty for one that may pass. */
    static Optional<String> stateOf(Throwable failure) {
        return stateOf(failure, MAX_DEPTH);
    }

    private static Optional<String> stateOf(@Nullable Throwable failure, int depth) {
        if (failure == null || depth == 0) {
            return Optional.empty();
        }
        if (failure instanceof SQLException refused
                && refused.getSQLState() != null
                && refused.getSQLState().length() == 5
                && CLASSES.contains(refused.getSQLState().substring(0, 2))) {
            return Optional.of(refused.getSQLState());
        }
        // The transaction manager keeps what failed before the commit among the suppressed.
        for (var suppressed : failure.getSuppressed()) {
            var state = stateOf(suppressed, depth - 1);
            if (state.isPresent()) {
                return state;
            }
        }
        return stateOf(failure.getCause(), depth - 1);
    }
}
