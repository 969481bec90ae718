package dev.hookline.kit.cause;

import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The cause of the current HTTP request, where a plugin is behind it; every event that the request
 * publishes names it.
 */
@ApplicationScoped
public class CurrentCause {

    private static final String KEY = "hookline.cause";
    private static final ThreadLocal<Cause> RESUMED = new ThreadLocal<>();

    private final CurrentVertxRequest request;

    CurrentCause(CurrentVertxRequest request) {
        this.request = request;
    }

    /** Empty outside of requests, and in requests that no plugin caused. */
    public Optional<Cause> find() {
        var resumed = Optional.ofNullable(RESUMED.get());
        return resumed.isPresent() ? resumed : current().map(context -> context.<Cause>get(KEY));
    }

    /**
     * Does work that an earlier request left behind, with that request's cause.
     *
     * @param cause null when no plugin was behind it
     */
    public void during(@Nullable Cause cause, Runnable work) {
        if (cause == null) {
            work.run();
            return;
        }
        RESUMED.set(cause);
        try {
            work.run();
        } finally {
            RESUMED.remove();
        }
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
