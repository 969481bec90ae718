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

/**
 * Answers an over-long body with a problem document; the server's own limit would close without a
 * word. A declared length is checked before anything is read, a body of undeclared length while it
 * is read.
 */
@Provider
@ApplicationScoped
public class BodyLimit implements ContainerRequestFilter {

    /** Before the server's own size check. */
    private static final int PRIORITY = 1000;

    private final long limit;
    private final Problem problem;
    private final String document;

    BodyLimit(BodyLimitConfig config, ObjectMapper json) throws JsonProcessingException {
        this.limit = config.maxBodySize().asLongValue();
        this.problem =
                Problem.of(ProblemType.TOO_LARGE, "at most " + limit + " bytes are taken here");
        this.document = json.writeValueAsString(problem);
    }

    void register(@Observes Filters filters) {
        filters.register(this::checkDeclared, PRIORITY);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (request.getHeaderString("Content-Length") == null) {
            request.setEntityStream(
                    new LimitedStream(request.getEntityStream(), limit, problem::asException));
        }
    }

    private void checkDeclared(RoutingContext context) {
        var declared = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (declared == null || isWithinLimit(declared)) {
            context.next();
            return;
        }
        context.response()
                .setStatusCode(ProblemType.TOO_LARGE.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(document);
    }

    private boolean isWithinLimit(String declared) {
        try {
            return Long.parseLong(declared) <= limit;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
