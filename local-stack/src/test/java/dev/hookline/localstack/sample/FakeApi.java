package dev.hookline.localstack.sample;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.hookline.localstack.api.ApiClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An HTTP interface on a real socket that answers by method and path, and notes what it was asked.
 */
final class FakeApi implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, Answer> answers = new HashMap<>();
    private final Map<String, String> forgetting = new HashMap<>();
    private final List<Asked> asked = new ArrayList<>();

    record Asked(String what, String token, JsonNode body) {}

    record Answer(int status, String body) {}

    FakeApi() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Answers a request such as {@code GET /api/v1/plugins/a} from now on; others get 404. */
    FakeApi on(String what, int status, String body) {
        answers.put(what, new Answer(status, body));
        return this;
    }

    /** Lets one request make the service forget its answer to another. */
    void forgetAfter(String what, String forgotten) {
        forgetting.put(what, forgotten);
    }

    ApiClient client() {
        return new ApiClient(client, url(), "the-token");
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Asked> asked() {
        return asked;
    }

    List<String> changes() {
        return asked.stream().map(Asked::what).filter(what -> !what.startsWith("GET")).toList();
    }

    @Override
    public void close() {
        server.stop(0);
        client.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var what = exchange.getRequestMethod() + " " + exchange.getRequestURI();
            var body = JSON.readTree(exchange.getRequestBody().readAllBytes());
            var token = exchange.getRequestHeaders().getFirst("Authorization");
            asked.add(new Asked(what, token, body));
            var answer = answers.getOrDefault(what, new Answer(404, "{\"title\": \"no such\"}"));
            answers.remove(forgetting.getOrDefault(what, ""));
            var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
