package dev.hookline.kit.http;

import dev.hookline.kit.limit.ByteBudget;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/**
 * Bounds the memory that the bodies of all requests take together, from their first byte until the
 * request has been handled. Routes of {@link LargerBodies} stream theirs and do not count.
 */
@Provider
@ApplicationScoped
@Priority(Priorities.ENTITY_CODER)
public class BodiesInMemory implements ContainerRequestFilter {

    /** The part of the heap that bodies may take, unless configured. */
    private static final int PART_OF_HEAP = 4;

    private static final Set<String> BODILESS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final RouteLimits limits;
    private final ByteBudget budget;
    private final Duration timeout;
    private final Clock clock;

    BodiesInMemory(BodyLimitConfig config, RouteLimits limits, MeterRegistry metrics, Clock clock) {
        this.limits = limits;
        this.timeout = config.bodyTimeout();
        this.clock = clock;
        var size =
                config.bodiesInMemory()
                        .map(MemorySize::asLongValue)
                        .orElseGet(() -> Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
        this.budget = new ByteBudget(size).meteredAs("request-bodies", metrics);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var method = request.getMethod();
        var path = request.getUriInfo().getRequestUri().getPath();
        if (BODILESS.contains(method) || limits.isStreamed(method, path)) {
            return;
        }
        var memory = budget.tryReserve(0).orElseThrow();
        // Not when the answer has been sent, or the client has gone: until then the objects that
        // were made of the body are in use.
        CurrentRequestManager.get().registerCompletionCallback(failure -> memory.close());
        request.setEntityStream(
                new HeldBody(
                        request.getEntityStream(),
                        Math.toIntExact(limits.general()),
                        memory,
                        clock,
                        clock.instant().plus(timeout)));
    }
}
