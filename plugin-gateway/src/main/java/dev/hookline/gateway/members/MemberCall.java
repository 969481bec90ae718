package dev.hookline.gateway.members;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request to be passed on.
 *
 * @param path beginning with a slash
 * @param role what the plugin is at that service
 */
record MemberCall(
        OwningService service,
        HttpMethod method,
        String path,
        @Nullable String query,
        Map<String, String> headers,
        Buffer body,
        String role) {

    private static final String API = "/api/v1";

    /** Nothing else of a plugin's request concerns a service. */
    private static final Set<String> PASSED_ON =
            Set.of(
                    "content-type",
                    "idempotency-key",
                    "if-match",
                    "if-modified-since",
                    "if-none-match",
                    "if-range",
                    "prefer",
                    "range",
                    "traceparent");

    /**
     * Reads from a service's API.
     *
     * @param path below {@code /api/v1}
     */
    static MemberCall reading(OwningService service, String path, String role) {
        return outsideTheApi(service, API + path, role);
    }

    /** Reads what a service serves elsewhere, such as the bytes of files. */
    static MemberCall outsideTheApi(OwningService service, String path, String role) {
        return new MemberCall(service, HttpMethod.GET, path, null, Map.of(), Buffer.buffer(), role);
    }

    /**
     * Writes through a service's API.
     *
     * @param path below {@code /api/v1}
     */
    static MemberCall writing(
            OwningService service, HttpMethod method, String path, String role, byte[] body) {
        return new MemberCall(
                service, method, API + path, null, Map.of(), Buffer.buffer(body), role);
    }

    MemberCall withQuery(@Nullable String raw) {
        return new MemberCall(service, method, path, raw, headers, body, role);
    }

    MemberCall withHeaders(HttpHeaders received) {
        var passedOn = new LinkedHashMap<String, String>();
        for (var name : PASSED_ON) {
            List<String> values = received.getRequestHeader(name);
            if (values != null && !values.isEmpty()) {
                passedOn.put(name, String.join(", ", values));
            }
        }
        return new MemberCall(service, method, path, query, passedOn, body, role);
    }

    String resource() {
        return path + (query == null ? "" : '?' + query);
    }
}
