package dev.hookline.kit.problem;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Ends a request with a problem document; carries no stack trace, since it reports a client's or
 * plugin's fault.
 */
public final class ProblemException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final @Nullable Duration retryAfter;

    public ProblemException(Problem problem) {
        this(problem, null);
    }

    private ProblemException(Problem problem, @Nullable Duration retryAfter) {
        super(
                problem.title() + (problem.detail() == null ? "" : ": " + problem.detail()),
                null,
                false,
                false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    public ProblemException(ProblemType type, String detail) {
        this(Problem.of(type, detail));
    }

    public ProblemException(ProblemType type, List<Fault> errors) {
        this(Problem.of(type, errors));
    }

    public static ProblemException invalid(String field, String message) {
        return new ProblemException(
                ProblemType.VALIDATION_FAILED, List.of(new Fault(field, message)));
    }

    /** A query parameter or header that makes no sense. */
    public static ProblemException invalidParameter(String name, String message) {
        return new ProblemException(
                ProblemType.INVALID_PARAMETER, List.of(new Fault(name, message)));
    }

    public static ProblemException notFound(String what) {
        return new ProblemException(ProblemType.NOT_FOUND, what);
    }

    /** The same problem, with a header {@code Retry-After} of at least one second. */
    public ProblemException retryAfter(Duration pause) {
        return new ProblemException(problem, pause);
    }

    public Problem problem() {
        return problem;
    }

    /** When the client may try again, empty when trying again is of no use. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
