package dev.hookline.kit.http;

import java.util.List;

/** The limit of each route: one for all but those that say otherwise. */
final class RouteLimits {

    private final long general;
    private final List<LargerBodies> exceptions;

    RouteLimits(long general, List<LargerBodies> exceptions) {
        this.general = general;
        this.exceptions = List.copyOf(exceptions);
    }

    /**
     * The most bytes a body may have.
     *
     * @param path as the client sent it, decoded
     */
    long of(String method, String path) {
        for (var exception : exceptions) {
            if (exception.method().equals(method)
                    && (path.equals(exception.path()) || path.equals(exception.path() + '/'))) {
                return exception.limit();
            }
        }
        return general;
    }
}
