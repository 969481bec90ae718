package dev.hookline.gateway.members;

import dev.hookline.gateway.exchange.BoundedExchange;
import dev.hookline.gateway.exchange.PlacesPerPlugin;
import dev.hookline.gateway.pluginapi.CallingPlugin;
import dev.hookline.kit.cause.Cause;
import dev.hookline.kit.cause.CurrentCause;
import dev.hookline.kit.id.UuidV7;
import dev.hookline.kit.identity.PluginPass;
import dev.hookline.kit.identity.PluginPasses;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** Calls owning services as the plugin that sent the current request. */
@ApplicationScoped
class ServiceCaller {

    private static final Duration CONNECT = Duration.ofSeconds(2);

    /** Shorter than a Quarkus server keeps them. */
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(20);

    /** Writes can nest by way of before-hooks, so one that waits for another needs its own. */
    private static final int CONNECTIONS = 256;

    private final Vertx vertx;
    private final HttpClient client;
    private final CallingPlugin plugin;
    private final PluginPasses passes;
    private final CurrentCause cause;
    private final ServicesConfig config;
    private final PlacesPerPlugin places;
    private final Clock clock;

    ServiceCaller(
            Vertx vertx,
            CallingPlugin plugin,
            PluginPasses passes,
            CurrentCause cause,
            ServicesConfig config,
            Clock clock) {
        this.vertx = vertx;
        this.plugin = plugin;
        this.passes = passes;
        this.cause = cause;
        this.config = config;
        this.places = new PlacesPerPlugin(config.concurrency(), "requests to services");
        this.clock = clock;
        this.client =
                vertx.createHttpClient(
                        new HttpClientOptions()
                                .setConnectTimeout((int) CONNECT.toMillis())
                                .setKeepAliveTimeout((int) KEEP_ALIVE.toSeconds())
                                .setDecompressionSupported(false),
                        new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    @PreDestroy
    void close() {
        client.close();
    }

    /**
     * Passes a request on and waits for the answer.
     *
     * @throws dev.hookline.kit.problem.ProblemException 502 or 504 when there is none, 503 where
     *     plugins cannot be vouched for
     */
    Response call(MemberCall call) {
        var request =
                new RequestOptions()
                        .setMethod(call.method())
                        .setAbsoluteURI(addressOf(call))
                        .putHeader("authorization", PluginPasses.SCHEME + ' ' + passFor(call));
        call.headers().forEach(request::putHeader);
        var outcome =
                places.within(
                        plugin.id(),
                        () ->
                                BoundedExchange.run(
                                        vertx,
                                        client,
                                        request,
                                        call.body(),
                                        config.timeout(),
                                        Math.toIntExact(config.largestAnswer().asLongValue())));
        return ServiceAnswers.toResponse(call.service(), outcome);
    }

    private String addressOf(MemberCall call) {
        var base = call.service().address(config).toString();
        return (base.endsWith("/") ? base.substring(0, base.length() - 1) : base) + call.resource();
    }

    private String passFor(MemberCall call) {
        var manifest = plugin.plugin().manifest();
        var why =
                cause.find()
                        .orElseGet(() -> Cause.startingWith(UuidV7.at(clock.instant()).toString()));
        return passes.issue(
                new PluginPass(manifest.id(), manifest.name(), Set.of(call.role()), why),
                call.service().applicationName());
    }
}
