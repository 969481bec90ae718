package dev.hookline.kit.cause;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * The cause of the current HTTP request, where a plugin is behind it; every event that the request
 * publishes names it.
 */
@ApplicationScoped
public class CurrentCause {

    private static final String KEY = "hookline.cause";

    private final CurrentVertxRequest request;

    CurrentCause(CurrentVertxRequest request) {
        this.request = request;
    }

    /** Empty outside of requests, and in requests that no plugin caused. */
    public Optional<Cause> find() {
        return current().map(context -> context.<Cause>get(KEY));
    }

    /** Fixes the cause of the current request; without one this does nothing. */
    public void set(Cause cause) {
        current().ifPresent(context -> set(context, cause));
    }

    /** Fixes the cause of a request that is being received. */
    public static void set(RoutingContext context, Cause cause) {
        context.put(KEY, cause);
    }

    private Optional<RoutingContext> current() {
        return Arc.container().requestContext().isActive()
                ? Optional.ofNullable(request.getCurrent())
                : Optional.empty();
    }
}
