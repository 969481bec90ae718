package dev.hookline.gateway.fetch;

import dev.hookline.kit.problem.Fault;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns a plugin's request into the first hop, or names every fault of it. */
final class FetchOrder {

    private static final int MOST_HEADERS = 64;
    private static final int LONGEST_HEADERS = 16 * 1024;
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t\\x20-\\x7e\\x80-\\xff]*");

    /** Set by the gateway, or about one connection only. */
    private static final Set<String> OURS =
            Set.of(
                    "host",
                    "connection",
                    "content-length",
                    "expect",
                    "keep-alive",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade");

    /** Somebody could take them for the platform's own. */
    private static final List<String> OUR_PREFIXES = List.of("hookline-", "webhook-", "proxy-");

    private final FetchRequest request;
    private final FetchConfig config;
    private final List<Fault> faults = new ArrayList<>();

    private FetchOrder(FetchRequest request, FetchConfig config) {
        this.request = request;
        this.config = config;
    }

    /**
     * A fetch that may begin.
     *
     * @param timeout for all hops together
     */
    record Accepted(Hop first, Duration timeout) {}

    /**
     * Checks a request.
     *
     * @throws ProblemException 422 naming every fault, or what {@link FetchTarget#parse} throws
     */
    static Accepted check(@Nullable FetchRequest request, FetchConfig config) {
        if (request == null) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "a body is needed");
        }
        return new FetchOrder(request, config).accepted();
    }

    private Accepted accepted() {
        var method = method();
        var headers = headers();
        var body = body(method);
        var timeout = timeout();
        if (request.url() == null) {
            faults.add(new Fault("url", "is required"));
        }
        if (!faults.isEmpty() || request.url() == null) {
            throw new ProblemException(ProblemType.VALIDATION_FAILED, faults);
        }
        return new Accepted(
                new Hop(FetchTarget.parse(request.url()), method, headers, body), timeout);
    }

    private HttpMethod method() {
        var method = request.method() == null ? "GET" : request.method().toUpperCase(Locale.ROOT);
        if (!METHODS.contains(method)) {
            faults.add(new Fault("method", "must be one of " + METHODS.stream().sorted().toList()));
        }
        return HttpMethod.valueOf(method);
    }

    private Map<String, String> headers() {
        var given = request.headers() == null ? Map.<String, String>of() : request.headers();
        var headers = new LinkedHashMap<String, String>();
        int length = 0;
        for (var header : given.entrySet()) {
            var name = header.getKey().toLowerCase(Locale.ROOT);
            var value = header.getValue();
            if (!TOKEN.matcher(name).matches()
                    || value == null
                    || !VALUE.matcher(value).matches()) {
                faults.add(new Fault("headers", "has an entry that is no HTTP header"));
            } else if (OURS.contains(name) || OUR_PREFIXES.stream().anyMatch(name::startsWith)) {
                faults.add(new Fault("headers." + name, "is not yours to set"));
            } else if (headers.put(name, value.strip()) != null) {
                faults.add(new Fault("headers." + name, "is given twice"));
            }
            length += name.length() + (value == null ? 0 : value.length());
        }
        if (given.size() > MOST_HEADERS || length > LONGEST_HEADERS) {
            faults.add(
                    new Fault(
                            "headers",
                            "must be at most %d with %d characters together"
                                    .formatted(MOST_HEADERS, LONGEST_HEADERS)));
        }
        return headers;
    }

    private Buffer body(HttpMethod method) {
        if (request.body() == null && request.bodyBase64() == null) {
            return Buffer.buffer();
        }
        if (request.body() != null && request.bodyBase64() != null) {
            faults.add(new Fault("bodyBase64", "must not be given besides body"));
            return Buffer.buffer();
        }
        if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
            faults.add(new Fault("body", "cannot be sent with " + method));
            return Buffer.buffer();
        }
        var bytes = bytes();
        if (bytes.length > config.largestRequest().asLongValue()) {
            faults.add(
                    new Fault(
                            "body",
                            "must be at most " + config.largestRequest().asLongValue() + " bytes"));
        }
        return Buffer.buffer(bytes);
    }

    private byte[] bytes() {
        if (request.body() != null) {
            return request.body().getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(request.bodyBase64());
        } catch (IllegalArgumentException e) {
            faults.add(new Fault("bodyBase64", "must be Base64"));
            return new byte[0];
        }
    }

    private Duration timeout() {
        if (request.timeout() == null) {
            return config.timeout();
        }
        long most = config.longestTimeout().toMillis();
        if (request.timeout() < 1 || request.timeout() > most) {
            faults.add(new Fault("timeout", "must be 1 to " + most + " milliseconds"));
            return config.timeout();
        }
        return Duration.ofMillis(request.timeout());
    }
}
