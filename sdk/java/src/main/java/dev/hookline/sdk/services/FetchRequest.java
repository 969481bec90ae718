package dev.hookline.sdk.services;

import dev.hookline.sdk.http.Json;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request that the gateway sends to another host. */
public record FetchRequest(String method, URI url, Map<String, String> headers, byte[] body) {

    public FetchRequest {
        headers = Map.copyOf(headers);
    }

    public static FetchRequest get(String url) {
        return of("GET", url);
    }

    public static FetchRequest of(String method, String url) {
        return new FetchRequest(method, URI.create(url), Map.of(), new byte[0]);
    }

    public FetchRequest header(String name, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new FetchRequest(method, url, more, body);
    }

    public FetchRequest text(String text) {
        return new FetchRequest(method, url, headers, text.getBytes(StandardCharsets.UTF_8));
    }

    /** With a JSON body, anything that Jackson can write. */
    public FetchRequest json(Object value) {
        return new FetchRequest(method, url, headers, Json.write(value))
                .header("Content-Type", "application/json");
    }
}
