package dev.hookline.gateway.call;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * Connections to plugins, kept for the next call. Invariant: a connection is used again only while
 * the plugin has promised to keep it open, or for the configured time if it promised nothing.
 */
final class Connections implements AutoCloseable {

    /** The plugin counts from its last byte, the gateway from receiving it. */
    private static final Duration MARGIN = Duration.ofSeconds(1);

    private static final Pattern TIMEOUT =
            Pattern.compile("(?i)(?:^|[,\\s])timeout\\s*=\\s*\"?([0-9]{1,9})");

    private final HttpClient pooled;
    private final HttpClient unpooled;
    private final Duration keepAlive;
    private final LongSupplier nanos;

    private static final long UNUSED = Long.MAX_VALUE;

    /** Until when each open connection may be used again; UNUSED until it has brought an answer. */
    private final Map<HttpConnection, Long> usableUntil = new ConcurrentHashMap<>();

    Connections(
            Vertx vertx,
            HttpClientOptions options,
            PoolOptions pools,
            Duration keepAlive,
            LongSupplier nanos) {
        this.keepAlive = keepAlive;
        this.nanos = nanos;
        this.pooled =
                vertx.httpClientBuilder()
                        .with(options)
                        .with(pools)
                        .withConnectHandler(this::opened)
                        .build();
        this.unpooled =
                vertx.createHttpClient(new HttpClientOptions(options).setKeepAlive(false), pools);
    }

    private void opened(HttpConnection connection) {
        usableUntil.put(connection, UNUSED);
        connection.closeHandler(closed -> usableUntil.remove(connection));
    }

    /** A request on a connection that is kept, or else on a new one. */
    Future<HttpClientRequest> request(RequestOptions options) {
        return pooled.request(options)
                .compose(request -> {
                    var until = usableUntil.get(request.connection());
                    if (until == null || until == UNUSED || nanos.getAsLong() - until < 0) {
                        return Future.succeededFuture(request);
                    }
                    // Without a handler the end of this unused request is logged as an error.
                    request.exceptionHandler(closed -> {});
                    request.connection().close();
                    return requestOnNew(options);
                });
    }

    /** A request on a connection that carries nothing else. */
    Future<HttpClientRequest> requestOnNew(RequestOptions options) {
        return unpooled.request(options);
    }

    /** Whether the request's connection has carried another before. */
    boolean isReused(HttpClientRequest request) {
        return usableUntil.getOrDefault(request.connection(), UNUSED) != UNUSED;
    }

    /** Records that the connection has brought a whole answer. */
    void answered(HttpClientRequest request, HttpClientResponse response) {
        var promised = promised(response);
        var use = promised.compareTo(keepAlive) < 0 ? promised : keepAlive;
        usableUntil.computeIfPresent(
                request.connection(), (open, before) -> nanos.getAsLong() + use.toNanos());
    }

    private Duration promised(HttpClientResponse response) {
        var header = response.getHeader("keep-alive");
        var timeout = TIMEOUT.matcher(header == null ? "" : header);
        return timeout.find()
                ? Duration.ofSeconds(Long.parseLong(timeout.group(1))).minus(MARGIN)
                : keepAlive;
    }

    @Override
    public void close() {
        pooled.close();
        unpooled.close();
    }
}
