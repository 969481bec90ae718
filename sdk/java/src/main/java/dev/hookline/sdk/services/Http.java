package dev.hookline.sdk.services;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hookline.sdk.gateway.ApiRequest;
import dev.hookline.sdk.gateway.Gateway;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Requests to the hosts that the manifest allows, sent by the gateway; needs {@code
 * network:request}. Private addresses are out of reach, and redirects are followed five times at
 * most.
 */
public final class Http {

    private static final Duration TIMEOUT = Duration.ofSeconds(40);

    private final Gateway gateway;

    public Http(Gateway gateway) {
        this.gateway = gateway;
    }

    /** Gets something. */
    public FetchResponse fetch(String url) {
        return fetch(FetchRequest.get(url));
    }

    /**
     * Sends a request and waits for the whole answer, at most as long as the gateway does (10
     * seconds unless its operator says otherwise); a status of 400 and above is an answer, too.
     */
    public FetchResponse fetch(FetchRequest request) {
        var fetch = new LinkedHashMap<String, Object>();
        fetch.put("url", request.url().toString());
        fetch.put("method", request.method());
        fetch.put("headers", request.headers());
        if (request.body().length > 0) {
            fetch.put("bodyBase64", Base64.getEncoder().encodeToString(request.body()));
        }
        var answer =
                gateway.call(ApiRequest.of("POST", "http", "fetch").json(fetch).timeout(TIMEOUT))
                        .json();
        return new FetchResponse(
                answer.path("status").asInt(),
                headers(answer.path("headers")),
                body(answer),
                answer.path("url").asText(),
                answer.path("truncated").asBoolean());
    }

    private static byte[] body(JsonNode answer) {
        return answer.has("bodyBase64")
                ? Base64.getDecoder().decode(answer.path("bodyBase64").asText())
                : answer.path("body").asText("").getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, String> headers(JsonNode headers) {
        var all = new LinkedHashMap<String, String>();
        headers.properties()
                .forEach(header -> all.put(header.getKey(), header.getValue().asText()));
        return all;
    }
}
