package dev.hookline.kit.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.problem.Problem;
import dev.hookline.kit.problem.ProblemType;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.time.Duration;

/**
 * Answers an over-long body with a problem document; the server's own limit would close without a
 * word, and is the same for all routes. A declared length is checked before anything is read, a
 * streamed body of undeclared length while it is read; {@link HeldBody} checks all others.
 */
@Provider
@ApplicationScoped
public class BodyLimit implements ContainerRequestFilter {

    /** Before the server's own size check. */
    private static final int PRIORITY = 1000;

    private final RouteLimits limits;
    private final Duration unreadPatience;
    private final ObjectMapper json;

    BodyLimit(BodyLimitConfig config, RouteLimits limits, ObjectMapper json) {
        this.limits = limits;
        this.unreadPatience = config.unreadBodyPatience();
        this.json = json;
    }

    void register(@Observes Filters filters) {
        filters.register(this::checkDeclared, PRIORITY);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var path = request.getUriInfo().getRequestUri().getPath();
        if (request.getHeaderString("Content-Length") == null
                && limits.isStreamed(request.getMethod(), path)) {
            long limit = limits.of(request.getMethod(), path);
            request.setEntityStream(
                    new LimitedStream(
                            request.getEntityStream(), limit, () -> tooLarge(limit).asException()));
        }
    }

    private void checkDeclared(RoutingContext context) {
        long limit = limits.of(context.request().method().name(), context.normalizedPath());
        var declared = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (declared != null && !isWithin(limit, declared)) {
            refuse(context, tooLarge(limit));
            return;
        }
        UnreadBody.discardAfterAnswer(context, limit, unreadPatience);
        context.next();
    }

    private void refuse(RoutingContext context, Problem problem) {
        try {
            context.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                    .putHeader(HttpHeaders.CONNECTION, "close")
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a problem document cannot be written", e);
        }
    }

    static Problem tooLarge(long limit) {
        return Problem.of(ProblemType.TOO_LARGE, "at most " + limit + " bytes are taken here");
    }

    private static boolean isWithin(long limit, String declared) {
        try {
            return Long.parseLong(declared) <= limit;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
