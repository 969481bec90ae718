package dev.hookline.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Calls a plugin as the gateway does. */
final class PluginClient implements AutoCloseable {

    static final String SECRET = "whsec_dGhlIHNlY3JldCBvZiBhIHNhbXBsZSBwbHVnaW4=";

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI plugin;

    PluginClient(PluginServer server) {
        this.plugin = server.url();
    }

    record Answered(int status, String type, String body) {
        JsonNode json() throws Exception {
            return new ObjectMapper().readTree(body);
        }
    }

    Answered get(String path) {
        return send(HttpRequest.newBuilder(plugin.resolve(path)).build()).join();
    }

    Answered hook(String name, String body) {
        return send(request(name, body).build()).join();
    }

    CompletableFuture<Answered> hookLater(String name, String body) {
        return send(request(name, body).build());
    }

    Answered signed(String name, String body, String secret, String id, long timestamp)
            throws Exception {
        var signature = new Webhook(secret).sign(id, timestamp, body);
        return send(request(name, body)
                        .header("webhook-id", id)
                        .header("webhook-timestamp", String.valueOf(timestamp))
                        .header("webhook-signature", "v1,AAAA " + signature)
                        .build())
                .join();
    }

    /** A call signed with {@link #SECRET}. */
    Answered signedNow(String name, String body) throws Exception {
        return signed(name, body, SECRET, "event-1", Instant.now().getEpochSecond());
    }

    HttpRequest.Builder request(String name, String body) {
        return HttpRequest.newBuilder(plugin.resolve("/hook/" + name))
                .POST(HttpRequest.BodyPublishers.ofString(body));
    }

    CompletableFuture<Answered> send(HttpRequest request) {
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString())
                .thenApply(response ->
                        new Answered(
                                response.statusCode(),
                                response.headers().firstValue("content-type").orElse(""),
                                response.body()));
    }

    @Override
    public void close() {
        client.close();
    }
}
