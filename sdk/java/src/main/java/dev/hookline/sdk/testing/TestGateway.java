package dev.hookline.sdk.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hookline.sdk.http.HttpPort;
import dev.hookline.sdk.http.Json;
import dev.hookline.sdk.http.Reply;
import dev.hookline.sdk.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * The plugin API in memory: keys, documents, tasks, tracked events and log lines are kept and can
 * be looked at; everything else is answered as the test says. It knows nothing of capabilities,
 * quotas and declared indexes: what a real gateway refuses is tested with a real one.
 */
public final class TestGateway implements AutoCloseable {

    private static final String PREFIX = "/plugin-api/v1/";
    private static final String SECRET = "whsec_YSBzZWNyZXQgZm9yIHRoZSB0ZXN0cyBvZiBwbHVnaW5z";
    private static final String TOKEN = "a token for tests";
    private static final int BODY_LIMIT = 16 * 1024 * 1024;

    private final HttpPort port = HttpPort.bind("127.0.0.1", 0);
    private final Path credentials;
    private final Map<String, Reply> canned = new ConcurrentHashMap<>();
    private final Map<String, JsonNode> kv = new ConcurrentSkipListMap<>();
    private final Map<String, JsonNode> tasks = new ConcurrentSkipListMap<>();
    private final Map<String, MemoryCollection> storage = new ConcurrentHashMap<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();

    /** A call that the plugin made; the path begins behind {@code /plugin-api/v1}. */
    public record Received(String method, String path, Request request, JsonNode body) {}

    private TestGateway(Path credentials) {
        this.credentials = credentials;
    }

    /** Starts on a free port of the loopback interface. */
    public static TestGateway start() {
        try {
            var file = Files.createTempFile("plugin-credentials", ".json");
            var gateway = new TestGateway(file);
            Files.write(
                    file,
                    Json.write(
                            Map.of(
                                    "pluginId",
                                    "under-test",
                                    "token",
                                    TOKEN,
                                    "signingSecrets",
                                    List.of(SECRET))));
            gateway.port.serve(BODY_LIMIT, gateway::answer);
            return gateway;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The environment variables of a plugin that uses this gateway. */
    public Map<String, String> environment() {
        return Map.of(
                "HOOKLINE_CREDENTIALS_FILE",
                credentials.toString(),
                "HOOKLINE_GATEWAY_URL",
                url().toString());
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port.number());
    }

    /** Calls the plugin at this address. */
    public HookCaller caller(URI plugin) {
        return new HookCaller(plugin, SECRET);
    }

    /** Answers a call, {@code POST}, {@code http/fetch}, this way from now on. */
    public TestGateway answering(String method, String path, int status, Object body) {
        var type = status < 400 ? "application/json" : "application/problem+json";
        canned.put(
                method + " " + path,
                new Reply(status, Map.of("Content-Type", type), Json.write(body)));
        return this;
    }

    /** The plugin's keys; a test may change them. */
    public Map<String, JsonNode> kv() {
        return kv;
    }

    /** The documents of a collection; a test may change them. */
    public Map<String, JsonNode> documents(String collection) {
        return collection(collection).documents;
    }

    /** The scheduled tasks by their names, as they were put. */
    public Map<String, JsonNode> tasks() {
        return tasks;
    }

    /** The bodies that were posted to a path, {@code events}, {@code log} or {@code emails}. */
    public List<JsonNode> posted(String path) {
        return received.stream()
                .filter(call -> call.method().equals("POST") && call.path().equals(path))
                .map(Received::body)
                .toList();
    }

    /** Every call that the plugin made, the oldest first. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    @Override
    public void close() {
        port.close(Duration.ofSeconds(1));
        try {
            Files.deleteIfExists(credentials);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private Reply answer(Request request) {
        if (!request.header("authorization").orElse("").equals("Bearer " + TOKEN)) {
            return problem(401, "unauthenticated");
        }
        var path = request.path().substring(PREFIX.length());
        var body = body(request);
        received.add(new Received(request.method(), path, request, body));
        var prepared = canned.get(request.method() + " " + path);
        return prepared != null ? prepared : answer(request, path.split("/", 2), body);
    }

    private Reply answer(Request request, String[] path, JsonNode body) {
        var rest = path.length == 1 ? "" : path[1];
        return switch (path[0]) {
            case "kv" -> rest.isEmpty() ? list(request) : keyValue(request, rest, body);
            case "cron" -> rest.isEmpty() ? listTasks() : task(request, rest, body);
            case "storage" -> stored(request, rest.split("/", 2), body);
            case "log" -> Reply.nothing();
            case "events", "emails" -> Reply.json(Map.of("id", "id-" + received.size()));
            default -> problem(404, "not-found");
        };
    }

    private Reply keyValue(Request request, String key, JsonNode body) {
        return one(kv, request, key, body.path("value"), value -> Map.of("value", value));
    }

    private Reply listTasks() {
        return Reply.json(Map.of("items", tasks.values()));
    }

    private Reply task(Request request, String name, JsonNode body) {
        return one(tasks, request, name, body, task -> task);
    }

    private Reply list(Request request) {
        var prefix = request.query().getOrDefault("prefix", "");
        var items =
                kv.entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith(prefix))
                        .map(entry -> Map.of("key", entry.getKey(), "value", entry.getValue()))
                        .toList();
        return Reply.json(Map.of("items", items));
    }

    private Reply stored(Request request, String[] path, JsonNode body) {
        var collection = collection(path[0]);
        var id = path[1];
        return request.method().equals("POST")
                ? Reply.json(collection.operation(id, body))
                : one(
                        collection.documents,
                        request,
                        id,
                        body,
                        data -> MemoryCollection.document(id, data));
    }

    private static Reply one(
            Map<String, JsonNode> values,
            Request request,
            String key,
            JsonNode value,
            Function<JsonNode, Object> view) {
        if (request.method().equals("PUT")) {
            values.put(key, value);
            return Reply.nothing();
        }
        var isGet = request.method().equals("GET");
        var found = isGet ? values.get(key) : values.remove(key);
        if (found == null) {
            return problem(404, "not-found");
        }
        return isGet ? Reply.json(view.apply(found)) : Reply.nothing();
    }

    private MemoryCollection collection(String name) {
        return storage.computeIfAbsent(name, missing -> new MemoryCollection());
    }

    private static JsonNode body(Request request) {
        try {
            return Json.parse(request.body());
        } catch (IOException notJson) {
            return JsonNodeFactory.instance.missingNode();
        }
    }

    private static Reply problem(int status, String name) {
        var type = "urn:hookline:problem:" + name;
        var body = Map.of("type", type, "title", name, "status", status);
        return new Reply(
                status, Map.of("Content-Type", "application/problem+json"), Json.write(body));
    }
}
