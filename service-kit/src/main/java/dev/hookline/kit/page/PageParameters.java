package dev.hookline.kit.page;

import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query parameters that every list takes. */
public final class PageParameters {

    private PageParameters() {}

    /**
     * Reads {@code limit} and {@code cursor} as they were sent.
     *
     * @throws ProblemException 400 {@code invalid-parameter} when the limit is no number or out of
     *     range
     */
    public static PageRequest of(@Nullable String limit, @Nullable String cursor) {
        return PageRequest.of(limit == null ? null : numberOf(limit), cursor);
    }

    private static int numberOf(String limit) {
        try {
            return Integer.parseInt(limit);
        } catch (NumberFormatException e) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER,
                    List.of(new Fault("limit", "must be a whole number")));
        }
    }
}
