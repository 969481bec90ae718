package dev.hookline.localstack.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** One service's HTTP interface, spoken to with a bearer token. */
public final class ApiClient {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client;
    private final URI service;
    private final String token;

    public ApiClient(HttpClient client, URI service, String token) {
        this.client = client;
        this.service = service;
        this.token = token;
    }

    public ApiAnswer get(String path) {
        return send("GET", path, HttpRequest.BodyPublishers.noBody());
    }

    public ApiAnswer post(String path) {
        return send("POST", path, HttpRequest.BodyPublishers.noBody());
    }

    public ApiAnswer post(String path, Object body) {
        return send("POST", path, json(body));
    }

    public ApiAnswer put(String path, Object body) {
        return send("PUT", path, json(body));
    }

    public ApiAnswer delete(String path) {
        return send("DELETE", path, HttpRequest.BodyPublishers.noBody());
    }

    private ApiAnswer send(String method, String path, HttpRequest.BodyPublisher body) {
        var request =
                HttpRequest.newBuilder(service.resolve(path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "application/json")
                        .method(method, body)
                        .build();
        var what = method + " " + request.uri();
        try {
            var response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return new ApiAnswer(what, response.statusCode(), parse(response.body()));
        } catch (IOException failure) {
            throw new UncheckedIOException(what + " was not answered", failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted during " + what, interruption);
        }
    }

    private static HttpRequest.BodyPublisher json(Object body) {
        try {
            return HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body));
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException("not JSON: " + body.getClass(), failure);
        }
    }

    private static JsonNode parse(String body) {
        try {
            return body.isEmpty() ? MissingNode.getInstance() : JSON.readTree(body);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }
}
