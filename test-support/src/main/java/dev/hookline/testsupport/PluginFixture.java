package dev.hookline.testsupport;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/**
 * A plugin on a real socket whose manners a test decides and whose calls it can look up.
 *
 * <pre>{@code
 * try (var plugin = PluginFixture.start("editorial-policy")) {
 *     plugin.hook("content:beforeSave", Map.of("timeout", 500), PluginBehaviour.hang());
 *     install(plugin.manifest());
 *     ...
 *     assertThat(plugin.calls("content:beforeSave")).hasSize(1);
 * }
 * }</pre>
 */
public final class PluginFixture implements AutoCloseable {

    static {
        // Without it each answer waits for the client's delayed acknowledgement, some 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Object> manifest = new LinkedHashMap<>();
    private final Map<String, Map<String, ?>> subscriptions = new ConcurrentHashMap<>();
    private final Map<String, PluginBehaviour> behaviours = new ConcurrentHashMap<>();
    private final List<RecordedCall> calls = new CopyOnWriteArrayList<>();
    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    private volatile CountDownLatch released = new CountDownLatch(1);

    private PluginFixture(String id, HttpServer server) {
        this.server = server;
        manifest.put("id", id);
        manifest.put("version", "1.0.0");
        manifest.put("name", id);
        manifest.put("endpoint", url().toString());
    }

    /** Starts a plugin without any hook on a free port. */
    public static PluginFixture start(String id) {
        try {
            var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
            var fixture = new PluginFixture(id, HttpServer.create(address, 1024));
            fixture.server.setExecutor(fixture.threads);
            fixture.server.createContext("/", fixture::handle);
            fixture.server.start();
            return fixture;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Subscribes to a hook with default options and says how to answer it. */
    public PluginFixture hook(String name, PluginBehaviour behaviour) {
        return hook(name, Map.of(), behaviour);
    }

    /** Subscribes to a hook with options: priority, timeout, dependencies, errorPolicy, match. */
    public PluginFixture hook(String name, Map<String, ?> options, PluginBehaviour behaviour) {
        subscriptions.put(name, options);
        return answer(name, behaviour);
    }

    /** Changes how a hook is answered from now on, leaving the manifest as it is. */
    public PluginFixture answer(String name, PluginBehaviour behaviour) {
        behaviours.put(name, behaviour);
        return this;
    }

    /** Adds or replaces a member of the manifest, {@code capabilities} for example. */
    public synchronized PluginFixture manifest(String member, Object value) {
        manifest.put(member, value);
        return this;
    }

    public synchronized Map<String, Object> manifest() {
        var copy = new LinkedHashMap<>(manifest);
        copy.putIfAbsent("hooks", new LinkedHashMap<>(subscriptions));
        return copy;
    }

    public String id() {
        return String.valueOf(manifest().get("id"));
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** All calls to hooks so far, in the order of their arrival. */
    public List<RecordedCall> calls() {
        return calls.stream().filter(call -> call.hook().isPresent()).toList();
    }

    /** The calls to one hook so far, in the order of their arrival. */
    public List<RecordedCall> calls(String hook) {
        return calls().stream().filter(call -> call.hook().orElse("").equals(hook)).toList();
    }

    /** How many connections have carried requests so far. */
    public int connections() {
        return connections.size();
    }

    /** Everything that was asked of this server, hooks and other paths. */
    public List<RecordedCall> requests() {
        return List.copyOf(calls);
    }

    /** Waits up to ten seconds for that many calls to a hook. */
    public List<RecordedCall> awaitCalls(String hook, int count) {
        return Awaitility.await("calls to " + hook)
                .atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(10))
                .until(() -> calls(hook), found -> found.size() >= count);
    }

    public void forgetCalls() {
        calls.clear();
    }

    /** Lets every call that hangs go on; later ones hang anew. */
    public void release() {
        var before = released;
        released = new CountDownLatch(1);
        before.countDown();
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) {
        connections.add(exchange.getRemoteAddress());
        try (exchange) {
            var call = record(exchange);
            var answer = new PluginAnswer(exchange, released);
            if (call.path().equals("/.well-known/hookline-plugin.json")) {
                answer.json(200, JSON.writeValueAsString(manifest()));
                return;
            }
            behaviourOf(call).answer(call, answer);
        } catch (IOException callerHungUp) {
            // Expected of a caller that bounds its waiting.
        }
    }

    private PluginBehaviour behaviourOf(RecordedCall call) {
        return call.hook()
                .map(behaviours::get)
                .orElse((unknown, answer) -> answer.send(404, Map.of(), ""));
    }

    private RecordedCall record(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var call =
                new RecordedCall(
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        exchange.getRequestHeaders(),
                        body,
                        Instant.now());
        calls.add(call);
        return call;
    }
}
