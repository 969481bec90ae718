package dev.hookline.kit.http;

import java.util.List;
import java.util.Optional;

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
        return exception(method, path).map(LargerBodies::limit).orElse(general);
    }

    /** The most bytes of a body that is held in memory. */
    long general() {
        return general;
    }

    /**
     * Whether the route takes its body as it comes, instead of holding it in memory.
     *
     * @param path as the client sent it, decoded
     */
    boolean isStreamed(String method, String path) {
        return exception(method, path).isPresent();
    }

    private Optional<LargerBodies> exception(String method, String path) {
        return exceptions.stream()
                .filter(route ->
                        route.method().equals(method)
                                && (path.equals(route.path()) || path.equals(route.path() + '/')))
                .findFirst();
    }
}
