package dev.hookline.sdk.gateway;

import dev.hookline.sdk.http.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A request to the plugin API.
 *
 * @param path below {@code /plugin-api/v1}, encoded, with its query
 * @param timeout from sending until the last byte of the answer
 */
public record ApiRequest(
        String method, String path, Map<String, String> headers, byte[] body, Duration timeout) {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** A request whose path has these segments; what they contain is encoded. */
    public static ApiRequest of(String method, String... segments) {
        var path =
                Stream.of(segments)
                        .map(ApiRequest::encoded)
                        .collect(Collectors.joining("/", "/", ""));
        return new ApiRequest(method, path, Map.of(), new byte[0], TIMEOUT);
    }

    /** With a query parameter. */
    public ApiRequest query(String name, String value) {
        var separator = path.contains("?") ? "&" : "?";
        var longer = path + separator + encoded(name) + "=" + encoded(value);
        return new ApiRequest(method, longer, headers, body, timeout);
    }

    public ApiRequest header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ApiRequest(method, path, more, body, timeout);
    }

    /** With a body, anything that Jackson can write. */
    public ApiRequest json(Object value) {
        return header("Content-Type", "application/json").body(Json.write(value));
    }

    public ApiRequest body(byte[] bytes) {
        return new ApiRequest(method, path, headers, bytes, timeout);
    }

    public ApiRequest timeout(Duration longest) {
        return new ApiRequest(method, path, headers, body, longest);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
