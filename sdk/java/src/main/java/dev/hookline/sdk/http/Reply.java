package dev.hookline.sdk.http;

import java.util.Map;

/** A whole HTTP answer, small enough to be held in memory. */
public record Reply(int status, Map<String, String> headers, byte[] body) {

    private static final String CONTENT_TYPE = "Content-Type";

    public static Reply json(Object body) {
        return new Reply(200, Map.of(CONTENT_TYPE, "application/json"), Json.write(body));
    }

    public static Reply nothing() {
        return new Reply(204, Map.of(), new byte[0]);
    }

    public static Reply of(Problem problem) {
        var headers = Map.of(CONTENT_TYPE, "application/problem+json");
        return new Reply(problem.status(), headers, Json.write(problem));
    }

    /** A 405, which must name the methods that are taken (RFC 9110, section 15.5.6). */
    public static Reply methodNotAllowed(String allowed) {
        var problem = of(Problem.methodNotAllowed(allowed));
        var headers = Map.of(CONTENT_TYPE, "application/problem+json", "Allow", allowed);
        return new Reply(problem.status(), headers, problem.body());
    }
}
