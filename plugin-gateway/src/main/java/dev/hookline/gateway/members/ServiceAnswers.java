package dev.hookline.gateway.members;

import dev.hookline.gateway.exchange.Exchanged;
import dev.hookline.gateway.exchange.StreamedAnswer;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes a plugin's answer of a service's: what the service says is passed on, problem documents
 * included; what only the platform's operator can mend becomes a problem of the gateway.
 */
final class ServiceAnswers {

    private static final String SERVICE_PATH = "/api/v1/";
    private static final String PLUGIN_PATH = "/plugin-api/v1/";
    private static final String NO_API = "has no such API yet";
    private static final List<String> PASSED_ON =
            List.of(
                    "content-type",
                    "etag",
                    "retry-after",
                    "cache-control",
                    "last-modified",
                    "accept-ranges",
                    "content-range",
                    "content-disposition",
                    "content-security-policy",
                    "vary",
                    "x-content-type-options");

    private ServiceAnswers() {}

    static Response toResponse(OwningService service, Exchanged outcome) {
        return switch (outcome) {
            case Exchanged.Answered answered -> passedOn(service, answered);
            case Exchanged.TimedOut late ->
                    throw new ProblemException(
                            ProblemType.SERVICE_TIMEOUT,
                            "the %s did not answer within %d ms"
                                    .formatted(
                                            service.applicationName(), late.timeout().toMillis()));
            case Exchanged.NotConnected unconnected ->
                    throw unreachable(service, "cannot be reached");
            case Exchanged.Broken broken -> throw brokenOff(service);
        };
    }

    static ProblemException brokenOff(OwningService service) {
        return unreachable(service, "broke off its answer");
    }

    /** The same for an answer whose body is passed on as it comes. */
    static Response.ResponseBuilder toResponse(StreamedAnswer answer) {
        var response = withHeaders(answer.status(), answer.headers());
        var length = answer.length();
        return length == null ? response : response.header(HttpHeaders.CONTENT_LENGTH, length);
    }

    /** For lists and creations, which always exist where the API does. */
    static Response orMissingApi(OwningService service, Response response) {
        if (response.getStatus() == Response.Status.NOT_FOUND.getStatusCode()) {
            throw unreachable(service, NO_API);
        }
        return response;
    }

    private static Response passedOn(OwningService service, Exchanged.Answered answered) {
        int status = answered.status();
        if (answered.truncated()) {
            throw unreachable(service, "answered more than is passed on");
        }
        if (status == Response.Status.UNAUTHORIZED.getStatusCode()) {
            throw unreachable(
                    service, "does not take this gateway's passes (hookline.platform.pass-key)");
        }
        if (status >= 300 && status < 400 && status != 304) {
            throw unreachable(service, "answered with a redirect");
        }
        if (status >= 400 && !isJson(answered)) {
            throw unreachable(
                    service,
                    status == Response.Status.NOT_FOUND.getStatusCode()
                            ? NO_API
                            : "answered with status " + status);
        }
        var response = withHeaders(status, answered.headers());
        var location = first(answered.headers(), "location");
        if (location != null) {
            response.header(HttpHeaders.LOCATION, pluginLocation(location));
        }
        return answered.body().length == 0
                ? response.build()
                : response.entity(answered.body()).build();
    }

    private static Response.ResponseBuilder withHeaders(
            int status, Map<String, List<String>> headers) {
        var response = Response.status(status);
        for (var name : PASSED_ON) {
            var value = first(headers, name);
            if (value != null) {
                response.header(name, value);
            }
        }
        return response;
    }

    /** The same thing, where the plugin finds it. */
    private static String pluginLocation(String location) {
        var path = URI.create(location).getRawPath();
        return path.startsWith(SERVICE_PATH)
                ? PLUGIN_PATH + path.substring(SERVICE_PATH.length())
                : location;
    }

    private static boolean isJson(Exchanged.Answered answered) {
        var type = first(answered.headers(), "content-type");
        return type != null && type.contains("json");
    }

    private static @Nullable String first(Map<String, List<String>> headers, String name) {
        var values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? null : values.getFirst();
    }

    private static ProblemException unreachable(OwningService service, String what) {
        return new ProblemException(
                ProblemType.SERVICE_UNREACHABLE, "the " + service.applicationName() + ' ' + what);
    }
}
