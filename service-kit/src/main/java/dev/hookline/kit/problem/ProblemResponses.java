package dev.hookline.kit.problem;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Turns problems into HTTP answers. */
final class ProblemResponses {

    static final String MEDIA_TYPE = "application/problem+json";

    /** Until some of the requests under way have ended. */
    private static final int OVERLOADED_SECONDS = 1;

    private ProblemResponses() {}

    static Response of(Problem problem) {
        var response = Response.status(problem.status()).type(MEDIA_TYPE).entity(problem);
        if (problem.type().equals(ProblemType.OVERLOADED.uri())) {
            response.header(HttpHeaders.RETRY_AFTER, OVERLOADED_SECONDS);
        }
        return response.build();
    }

    static Response of(ProblemType type) {
        return of(Problem.of(type));
    }
}
