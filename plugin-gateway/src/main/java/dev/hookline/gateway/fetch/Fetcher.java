package dev.hookline.gateway.fetch;

import dev.hookline.gateway.exchange.BoundedExchange;
import dev.hookline.gateway.exchange.Exchanged;
import dev.hookline.kit.problem.ProblemException;
import dev.hookline.kit.problem.ProblemType;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Fetches for plugins: every hop is checked, then connects to an address that was checked, while
 * Host, SNI and the certificate's name stay those of the URL.
 */
@ApplicationScoped
class Fetcher {

    private static final int MOST_REDIRECTS = 5;
    private static final int MOST_ADDRESSES = 4;
    private static final int LARGEST_HEADER = 32 * 1024;
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final String USER_AGENT = "Hookline";

    private final Vertx vertx;
    private final HttpClient client;
    private final FetchGuard guard;
    private final FetchConfig config;
    private final Clock clock;

    @Inject
    Fetcher(Vertx vertx, FetchGuard guard, FetchConfig config, Clock clock) {
        this(vertx, new HttpClientOptions(), guard, config, clock);
    }

    Fetcher(
            Vertx vertx,
            HttpClientOptions trust,
            FetchGuard guard,
            FetchConfig config,
            Clock clock) {
        this.vertx = vertx;
        this.guard = guard;
        this.config = config;
        this.clock = clock;
        this.client =
                vertx.createHttpClient(
                        trust
                                // A kept connection would outlive the check that allowed it, and
                                // a site could leave an answer on it for the next plugin.
                                .setKeepAlive(false)
                                .setMaxHeaderSize(LARGEST_HEADER)
                                .setMaxRedirects(0)
                                .setDecompressionSupported(false));
    }

    @PreDestroy
    void close() {
        client.close();
    }

    /**
     * Fetches, redirects included.
     *
     * @throws ProblemException 403 for a place that is closed to the plugin, 502 and 504 when
     *     nothing could be fetched
     */
    FetchAnswer fetch(FetchRights plugin, FetchOrder.Accepted order) {
        var deadline = clock.instant().plus(order.timeout());
        var hop = order.first();
        for (int redirects = 0; ; redirects++) {
            var answer = exchange(plugin, hop, deadline);
            var next = hop.after(answer);
            if (next.isEmpty()) {
                return FetchAnswer.of(hop.target().url(), answer);
            }
            if (redirects == MOST_REDIRECTS) {
                throw failed(
                        "Plugin \"%s\": too many redirects (max %d)"
                                .formatted(plugin.pluginId(), MOST_REDIRECTS));
            }
            hop = next.get();
        }
    }

    private Exchanged.Answered exchange(FetchRights plugin, Hop hop, Instant deadline) {
        var addresses = guard.check(plugin, hop.target(), left(deadline));
        return switch (firstThatListens(hop, addresses, deadline)) {
            case Exchanged.Answered answered -> answered;
            case Exchanged.TimedOut late ->
                    throw new ProblemException(
                            ProblemType.FETCH_TIMEOUT,
                            hop.target().host().text() + " did not answer in time");
            case Exchanged.NotConnected unconnected ->
                    throw failed(
                            "no connection to "
                                    + hop.target().host().text()
                                    + withoutAddresses(unconnected.reason()));
            case Exchanged.Broken broken ->
                    throw failed("the connection to " + hop.target().host().text() + " broke");
        };
    }

    private Exchanged firstThatListens(Hop hop, List<InetAddress> addresses, Instant deadline) {
        Exchanged outcome = new Exchanged.NotConnected("it has no address");
        for (var address : addresses.stream().limit(MOST_ADDRESSES).toList()) {
            outcome = exchange(hop, address, left(deadline));
            if (!(outcome instanceof Exchanged.NotConnected)) {
                return outcome;
            }
        }
        return outcome;
    }

    private Exchanged exchange(Hop hop, InetAddress address, Duration left) {
        var target = hop.target();
        var request =
                new RequestOptions()
                        .setMethod(hop.method())
                        .setServer(
                                SocketAddress.inetSocketAddress(
                                        target.port(), address.getHostAddress()))
                        .setHost(target.host().text())
                        .setPort(target.port())
                        .setSsl(target.isSecure())
                        .setURI(target.resource())
                        .setConnectTimeout(
                                Math.min(CONNECT.toMillis(), Math.max(1, left.toMillis())))
                        .putHeader("user-agent", USER_AGENT);
        hop.headers().forEach(request::putHeader);
        return BoundedExchange.run(
                vertx,
                client,
                request,
                hop.body(),
                left,
                Math.toIntExact(config.largestAnswer().asLongValue()));
    }

    private Duration left(Instant deadline) {
        return Duration.between(clock.instant(), deadline);
    }

    /** Reasons of the network name addresses, which are not the plugin's business. */
    private static String withoutAddresses(String reason) {
        return reason.contains("SSL") || reason.contains("certificate")
                ? ": TLS did not succeed"
                : ": nobody listens there";
    }

    private static ProblemException failed(String detail) {
        return new ProblemException(ProblemType.FETCH_FAILED, detail);
    }
}
