package dev.hookline.kit.problem;

import jakarta.ws.rs.core.Response;

/** Turns problems into HTTP answers. */
final class ProblemResponses {

    static final String MEDIA_TYPE = "application/problem+json";

    private ProblemResponses() {}

    static Response of(Problem problem) {
        return Response.status(problem.status()).type(MEDIA_TYPE).entity(problem).build();
    }

    static Response of(ProblemType type) {
        return of(Problem.of(type));
    }
}
