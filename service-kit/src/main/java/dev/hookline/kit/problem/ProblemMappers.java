package dev.hookline.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * Every exception that leaves a resource becomes a problem document here; unknown ones give away
 * nothing.
 */
@ApplicationScoped
public class ProblemMappers {

    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final String DISK_FULL = "53100";
    private static final String CHALLENGE = "Bearer";

    @ServerExceptionMapper
    public Response map(ProblemException exception) {
        var response = ProblemResponses.of(exception.problem());
        return exception
                .retryAfter()
                .map(pause ->
                        Response.fromResponse(response)
                                .header(HttpHeaders.RETRY_AFTER, Math.max(1, pause.toSeconds()))
                                .build())
                .orElse(response);
    }

    @ServerExceptionMapper
    public Response map(UnauthorizedException exception) {
        return unauthenticated(CHALLENGE);
    }

    @ServerExceptionMapper
    public Response map(AuthenticationFailedException exception) {
        return unauthenticated(CHALLENGE + " error=\"invalid_token\"");
    }

    @ServerExceptionMapper
    public Response map(ForbiddenException exception) {
        return ProblemResponses.of(ProblemType.FORBIDDEN);
    }

    /** Covers unreadable JSON as well as JSON of the wrong shape. */
    @ServerExceptionMapper
    public Response map(JsonProcessingException exception) {
        return ProblemResponses.of(unreadable(exception));
    }

    // The platform maps this subclass itself unless an exact mapper exists.
    @ServerExceptionMapper
    public Response map(MismatchedInputException exception) {
        return ProblemResponses.of(unreadable(exception));
    }

    @ServerExceptionMapper
    public Response map(WebApplicationException exception) {
        if (exception.getCause() instanceof JsonProcessingException json) {
            return map(json);
        }
        var original = exception.getResponse();
        var type = ofStatus(original.getStatus());
        if (type == null) {
            return original;
        }
        var response = Response.fromResponse(ProblemResponses.of(type));
        var allow = original.getHeaderString(HttpHeaders.ALLOW);
        return allow == null ? response.build() : response.header(HttpHeaders.ALLOW, allow).build();
    }

    @ServerExceptionMapper
    public Response map(Throwable exception) {
        var correlationId = UUID.randomUUID().toString();
        LOG.errorf(exception, "request failed correlationId=%s", correlationId);
        if (isDiskFull(exception)) {
            return ProblemResponses.of(ProblemType.INSUFFICIENT_STORAGE);
        }
        return ProblemResponses.of(
                Problem.of(ProblemType.INTERNAL_ERROR).with("correlationId", correlationId));
    }

    /** The database's answer {@code disk_full}; the client's request may be fine later. */
    private static boolean isDiskFull(@Nullable Throwable failure) {
        return failure != null
                && ((failure instanceof SQLException sql && DISK_FULL.equals(sql.getSQLState()))
                        || isDiskFull(failure.getCause()));
    }

    private static Response unauthenticated(String challenge) {
        return Response.fromResponse(ProblemResponses.of(ProblemType.UNAUTHENTICATED))
                .header(HttpHeaders.WWW_AUTHENTICATE, challenge)
                .build();
    }

    private static Problem unreadable(JsonProcessingException exception) {
        // A limit that ends the reading of the body arrives wrapped.
        if (exception.getCause() instanceof ProblemException limit) {
            return limit.problem();
        }
        if (exception instanceof UnrecognizedPropertyException unknown) {
            return malformed(pathOf(unknown), "unknown property");
        }
        if (exception instanceof MismatchedInputException mismatch
                && !mismatch.getPath().isEmpty()) {
            return malformed(pathOf(mismatch), reasonOf(mismatch));
        }
        var location = exception.getLocation();
        var where =
                location == null
                        ? ""
                        : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
        return Problem.of(
                ProblemType.MALFORMED_REQUEST,
                "the body is not the JSON that is expected here" + where);
    }

    private static String reasonOf(MismatchedInputException mismatch) {
        // A record's own constructor check says more than the name of the wanted type.
        if (mismatch.getCause() instanceof IllegalArgumentException check
                && check.getMessage() != null) {
            return check.getMessage();
        }
        var wanted = mismatch.getTargetType();
        return wanted == null ? "wrong type" : "must be " + JsonTypeNames.of(wanted);
    }

    private static Problem malformed(String field, String message) {
        return Problem.of(ProblemType.MALFORMED_REQUEST, List.of(new Fault(field, message)));
    }

    private static String pathOf(JsonMappingException exception) {
        return exception.getPath().stream()
                .map(step ->
                        step.getFieldName() == null
                                ? "[" + step.getIndex() + "]"
                                : step.getFieldName())
                .collect(Collectors.joining("."))
                .replace(".[", "[");
    }

    private static @Nullable ProblemType ofStatus(int status) {
        return switch (status) {
            case 400 -> ProblemType.MALFORMED_REQUEST;
            case 401 -> ProblemType.UNAUTHENTICATED;
            case 403 -> ProblemType.FORBIDDEN;
            case 404 -> ProblemType.NOT_FOUND;
            case 405 -> ProblemType.METHOD_NOT_ALLOWED;
            case 406 -> ProblemType.NOT_ACCEPTABLE;
            case 413 -> ProblemType.TOO_LARGE;
            case 415 -> ProblemType.UNSUPPORTED_MEDIA_TYPE;
            case 503 -> ProblemType.UNAVAILABLE;
            default -> null;
        };
    }
}
