package dev.hookline.gateway.call;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
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
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/**
 * Makes HTTP calls to plugins that cost nobody else anything: one deadline over the whole call,
 * answers capped at 1 MiB, redirects not followed, connections pooled per plugin.
 */
@ApplicationScoped
public class PluginCaller {

    private static final int LARGEST_HEADER = 16 * 1024;

    private final Vertx vertx;
    private final HttpClient client;
    private final AnswerReader answers;
    private final Clock clock;

    PluginCaller(Vertx vertx, PluginCallerConfig config, AnswerReader answers, Clock clock) {
        this.vertx = vertx;
        this.answers = answers;
        this.clock = clock;
        this.client = vertx.createHttpClient(options(config), pools(config));
    }

    @PreDestroy
    void close() {
        client.close();
    }

    /**
     * Posts a hook call and waits for its outcome, never longer than its timeout. Meant for virtual
     * threads.
     */
    public CallOutcome call(PluginCall call) {
        return post(call).await();
    }

    /**
     * Posts a hook call without waiting. The report completes on an event loop: what follows must
     * not block there.
     */
    public CompletableFuture<CallReport> send(PluginCall call) {
        return post(call).reported();
    }

    private Exchange post(PluginCall call) {
        var options =
                new RequestOptions()
                        .setMethod(HttpMethod.POST)
                        .setAbsoluteURI(call.target().toString())
                        .setFollowRedirects(false);
        return exchange(
                options,
                Buffer.buffer(call.body()),
                call.timeout(),
                answers::readHookAnswer,
                request -> sign(request, call));
    }

    /** Reads a document from a plugin, such as its manifest, under the same limits. */
    public CallOutcome fetch(URI target, Duration timeout) {
        var options =
                new RequestOptions()
                        .setMethod(HttpMethod.GET)
                        .setAbsoluteURI(target.toString())
                        .setFollowRedirects(false);
        return exchange(options, Buffer.buffer(), timeout, answers::readDocument, request -> {})
                .await();
    }

    private interface Preparation {
        void prepare(HttpClientRequest request);
    }

    private Exchange exchange(
            RequestOptions options,
            Buffer body,
            Duration timeout,
            Exchange.AnswerFormat format,
            Preparation preparation) {
        var exchange = new Exchange(vertx, timeout, format);
        client.request(options)
                .onFailure(failure -> exchange.fail("cannot connect: " + describe(failure)))
                .onSuccess(request -> {
                    preparation.prepare(request);
                    exchange.send(request, body);
                });
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
