package dev.hookline.kit.page;

import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list a client wants.
 *
 * @param limit how many items, 1 to 100
 */
public record PageRequest(int limit, @Nullable String cursor) {

    /**
     * Reads the query parameters {@code limit} and {@code cursor}, answering 400 for a limit out of
     * range.
     */
    public static PageRequest of(@Nullable Integer limit, @Nullable String cursor) {
        int wanted = limit == null ? Page.DEFAULT_LIMIT : limit;
        if (wanted < 1 || wanted > Page.MAX_LIMIT) {
            throw new ProblemException(
                    ProblemType.INVALID_PARAMETER,
                    List.of(new Fault("limit", "must be between 1 and " + Page.MAX_LIMIT)));
        }
        return new PageRequest(wanted, cursor);
    }
}
