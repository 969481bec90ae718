package dev.hookline.content.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * A headless Chromium with one page, driven over the Chrome DevTools Protocol. That protocol is all
 * that a test of a page needs; a driver would bring a Node.js of 200 MB along.
 */
public final class Browser implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern LISTENING = Pattern.compile("DevTools listening on (ws://\\S+)");
    private static final int SECONDS = 30;

    private static final List<String> PLACES =
            List.of(
                    "/usr/bin/chromium",
                    "/usr/bin/chromium-browser",
                    "/usr/bin/google-chrome",
                    "/usr/bin/google-chrome-stable");

    private final Process process;
    private final Path profile;
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Integer, CompletableFuture<JsonNode>> waiting = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final AtomicInteger number = new AtomicInteger();
    private WebSocket socket;
    private String session = "";

    private Browser(Path executable) throws IOException {
        profile = Files.createTempDirectory("chromium");
        process =
                new ProcessBuilder(
                                executable.toString(),
                                "--headless=new",
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-dev-shm-usage",
                                "--no-first-run",
                                "--remote-debugging-port=0",
                                "--user-data-dir=" + profile,
                                "about:blank")
                        .redirectErrorStream(true)
                        .start();
        socket = connect(address());
        var target =
                command("Target.createTarget", Map.of("url", "about:blank"))
                        .path("targetId")
                        .asText();
        session =
                command("Target.attachToTarget", Map.of("targetId", target, "flatten", true))
                        .path("sessionId")
                        .asText();
        Stream.of("Page", "Runtime", "Log", "Network", "Audits")
                .forEach(it -> command(it + ".enable", Map.of()));
    }

    /** The executable of {@code CHROMIUM}, or one in a usual place; empty when there is none. */
    public static Optional<Path> installed() {
        var named = Stream.ofNullable(System.getenv("CHROMIUM"));
        return Stream.concat(named, PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    public static Browser start() throws IOException {
        return new Browser(installed().orElseThrow());
    }

    /** Shows a page and waits until it is loaded, with everything on it. */
    public void open(String url) {
        events.clear();
        command("Page.navigate", Map.of("url", url));
        Awaitility.await("the page to be loaded")
                .atMost(SECONDS, TimeUnit.SECONDS)
                .until(() -> !named("Page.loadEventFired").isEmpty());
    }

    /** The value of an expression in the page; of its outcome, when it is a promise. */
    public JsonNode evaluate(String expression) {
        var answer =
                command(
                        "Runtime.evaluate",
                        Map.of(
                                "expression", expression,
                                "returnByValue", true,
                                "awaitPromise", true));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(answer.path("exceptionDetails").toString());
        }
        return answer.path("result").path("value");
    }

    /** Errors in the console since the page was opened: blocked, missing, thrown, logged. */
    public List<String> errors() {
        return Stream.of(
                        named("Runtime.exceptionThrown").stream(),
                        named("Log.entryAdded").stream()
                                .filter(it ->
                                        it.at("/params/entry/level").asText().equals("error")),
                        named("Runtime.consoleAPICalled").stream()
                                .filter(it -> it.at("/params/type").asText().equals("error")))
                .flatMap(it -> it)
                .map(it -> it.path("params").toString())
                .toList();
    }

    /** Sends a command to the page, and waits for its answer. */
    public JsonNode command(String method, Map<String, ?> parameters) {
        int id = number.incrementAndGet();
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        if (!session.isEmpty()) {
            message.put("sessionId", session);
        }
        var answer = new CompletableFuture<JsonNode>();
        waiting.put(id, answer);
        socket.sendText(message.toString(), true).join();
        return answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        socket.abort();
        http.close();
        process.destroy();
        process.onExit().orTimeout(SECONDS, TimeUnit.SECONDS).join();
        try (var files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(it -> it.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // A child of the browser is still writing; the folder is a temporary one.
        }
    }

    private List<JsonNode> named(String method) {
        return events.stream().filter(it -> it.path("method").asText().equals(method)).toList();
    }

    private String address() throws IOException {
        var output = process.inputReader();
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            var found = LISTENING.matcher(line);
            if (found.find()) {
                // Read on, or the browser stops when the pipe is full.
                Thread.ofVirtual().start(() -> output.lines().forEach(ignored -> {}));
                return found.group(1);
            }
        }
        throw new IOException("the browser ended at once");
    }

    private WebSocket connect(String address) {
        return http.newWebSocketBuilder().buildAsync(URI.create(address), new Listener()).join();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            webSocket.request(1);
            return CompletableFuture.completedFuture(null);
        }

        private void take(String message) {
            try {
                var read = JSON.readTree(message);
                var answer = waiting.remove(read.path("id").asInt());
                if (answer == null) {
                    events.add(read);
                } else if (read.has("error")) {
                    answer.completeExceptionally(new AssertionError(read.path("error").toString()));
                } else {
                    answer.complete(read.path("result"));
                }
            } catch (JsonProcessingException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
