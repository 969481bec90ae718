package dev.hookline.gateway.call;

import dev.hookline.gateway.memory.HeldMemory;
import dev.hookline.gateway.memory.HookMemory;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;

/**
 * Makes HTTP calls to plugins that cost nobody else anything: one deadline over the whole call,
 * answers capped at 1 MiB, redirects not followed, connections pooled per plugin.
 */
@ApplicationScoped
public class PluginCaller {

    private static final int LARGEST_HEADER = 16 * 1024;

    private final Vertx vertx;
    private final Connections connections;
    private final AnswerReader answers;
    private final HookMemory memory;
    private final Clock clock;

    PluginCaller(
            Vertx vertx,
            PluginCallerConfig config,
            AnswerReader answers,
            HookMemory memory,
            Clock clock) {
        this.vertx = vertx;
        this.answers = answers;
        this.memory = memory;
        this.clock = clock;
        this.connections =
                new Connections(
                        vertx,
                        options(config),
                        pools(config),
                        config.keepAlive(),
                        System::nanoTime);
    }

    @PreDestroy
    void close() {
        connections.close();
    }

    /**
     * Posts a hook call and waits for its outcome, never longer than its timeout. Meant for virtual
     * threads.
     *
     * @param memory takes what the answer needs, for as long as the caller uses it
     */
    public CallOutcome call(PluginCall call, HeldMemory memory) {
        try (var exchange = post(call)) {
            return outcomeOf(exchange, answers::readHookAnswer, memory);
        }
    }

    /** The same for a caller that has no use for the value. */
    public CallReport report(PluginCall call) {
        try (var memory = new HeldMemory();
                var exchange = post(call)) {
            var outcome = outcomeOf(exchange, answers::readHookAnswer, memory);
            return CallReport.of(outcome, exchange.await());
        }
    }

    /** Reads a document from a plugin, such as its manifest, under the same limits. */
    public CallOutcome fetch(URI target, Duration timeout) {
        try (var memory = new HeldMemory();
                var exchange =
                        exchange(HttpMethod.GET, target, Buffer.buffer(), timeout, request -> {})) {
            return outcomeOf(exchange, answers::readDocument, memory);
        }
    }

    private Exchange post(PluginCall call) {
        return exchange(
                HttpMethod.POST,
                call.target(),
                Buffer.buffer(call.body()),
                call.timeout(),
                request -> sign(request, call));
    }

    /** How status and body become an outcome. */
    private interface AnswerFormat {
        CallOutcome read(int status, byte[] body, AnswerReader.Place place);
    }

    private CallOutcome outcomeOf(Exchange exchange, AnswerFormat format, HeldMemory held) {
        return switch (exchange.await()) {
            case Exchange.Whole whole ->
                    format.read(
                            whole.response().statusCode(),
                            whole.body().getBytes(),
                            answer ->
                                    memory.addAnswer(
                                            held, exchange.plugin(), answer, exchange.timeLeft()));
            case Exchange.Broken broken -> broken.outcome();
        };
    }

    private Exchange exchange(
            HttpMethod method,
            URI target,
            Buffer body,
            Duration timeout,
            Exchange.Preparation preparation) {
        var options =
                new RequestOptions()
                        .setMethod(method)
                        .setAbsoluteURI(target.toString())
                        .setFollowRedirects(false);
        var plugin = target.getAuthority();
        var exchange = new Exchange(vertx, connections, plugin, memory.arriving(plugin), timeout);
        exchange.start(new Exchange.Order(options, body, preparation));
        return exchange;
    }

    private void sign(HttpClientRequest request, PluginCall call) {
        long now = clock.instant().getEpochSecond();
        var signatures =
                call.secrets().stream()
                        .map(secret -> secret.sign(call.messageId(), now, call.body()))
                        .collect(Collectors.joining(" "));
        request.putHeader("content-type", "application/json")
                .putHeader("accept", "application/json")
                .putHeader("webhook-id", call.messageId())
                .putHeader("webhook-timestamp", String.valueOf(now))
                .putHeader("webhook-signature", signatures)
                .putHeader("hookline-timeout-ms", String.valueOf(call.timeout().toMillis()));
        if (call.traceParent() != null) {
            request.putHeader("traceparent", call.traceParent());
        }
    }

    static String describe(Throwable failure) {
        return failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getMessage();
    }

    private static HttpClientOptions options(PluginCallerConfig config) {
        var options =
                new HttpClientOptions()
                        .setConnectTimeout((int) config.connectTimeout().toMillis())
                        .setKeepAlive(true)
                        .setKeepAliveTimeout((int) config.keepAlive().toSeconds())
                        .setMaxHeaderSize(LARGEST_HEADER)
                        .setTcpNoDelay(true)
                        .setDecompressionSupported(false)
                        .setVerifyHost(true);
        config.trustedCertificates()
                .map(TrustedAuthorities::publicOnesAnd)
                .ifPresent(options::setTrustOptions);
        return options;
    }

    private static PoolOptions pools(PluginCallerConfig config) {
        return new PoolOptions()
                .setHttp1MaxSize(config.connectionsPerPlugin())
                .setMaxWaitQueueSize(config.waitingPerPlugin());
    }
}
