package dev.hookline.sdk.gateway;

import dev.hookline.sdk.http.Json;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
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
 * @param isLarge whether the body is sent only once the gateway has agreed to take it
 * @param timeout from sending until the last byte of the answer
 */
public record ApiRequest(
        String method,
        String path,
        Map<String, String> headers,
        BodyPublisher body,
        boolean isLarge,
        Duration timeout) {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** A request whose path has these segments; what they contain is encoded. */
    public static ApiRequest of(String method, String... segments) {
        var path =
                Stream.of(segments)
                        .map(ApiRequest::encoded)
                        .collect(Collectors.joining("/", "/", ""));
        return new ApiRequest(method, path, Map.of(), BodyPublishers.noBody(), false, TIMEOUT);
    }

    /** With a query parameter. */
    public ApiRequest query(String name, String value) {
        var separator = path.contains("?") ? "&" : "?";
        var longer = path + separator + encoded(name) + "=" + encoded(value);
        return new ApiRequest(method, longer, headers, body, isLarge, timeout);
    }

    public ApiRequest header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ApiRequest(method, path, more, body, isLarge, timeout);
    }

    /** With a body, anything that Jackson can write. */
    public ApiRequest json(Object value) {
        return header("Content-Type", "application/json").body(Json.write(value));
    }

    public ApiRequest body(byte[] bytes) {
        var publisher = BodyPublishers.ofByteArray(bytes);
        return new ApiRequest(method, path, headers, publisher, isLarge, timeout);
    }

    /** With a body that need not be in memory. */
    public ApiRequest largeBody(BodyPublisher publisher) {
        return new ApiRequest(method, path, headers, publisher, true, timeout);
    }

    public ApiRequest timeout(Duration longest) {
        return new ApiRequest(method, path, headers, body, isLarge, longest);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String toString() {
        return method + " " + path;
    }
}
