package dev.hookline.gateway.members;

import dev.hookline.gateway.exchange.BoundedExchange;
import dev.hookline.gateway.exchange.Opened;
import dev.hookline.gateway.exchange.PlacesPerPlugin;
import dev.hookline.gateway.pluginapi.CallingPlugin;
import dev.hookline.kit.cause.Cause;
import dev.hookline.kit.cause.CurrentCause;
import dev.hookline.kit.http.StreamedBody;
import dev.hookline.kit.id.UuidV7;
import dev.hookline.kit.identity.PluginPass;
import dev.hookline.kit.identity.PluginPasses;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
    private final CurrentVertxRequest received;
    private final CallingPlugin plugin;
    private final PluginPasses passes;
    private final CurrentCause cause;
    private final ServicesConfig config;
    private final PlacesPerPlugin places;
    private final Clock clock;

    ServiceCaller(
            Vertx vertx,
            CurrentVertxRequest received,
            CallingPlugin plugin,
            PluginPasses passes,
            CurrentCause cause,
            ServicesConfig config,
            Clock clock) {
        this.vertx = vertx;
        this.received = received;
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
        var place = places.take(plugin.id());
        // Not before the plugin has read the answer, which is in memory until then.
        received.getCurrent().addEndHandler(end -> place.close());
        var outcome =
                BoundedExchange.run(
                        vertx,
                        client,
                        requestOf(call),
                        call.body(),
                        config.timeout(),
                        largestAnswer());
        return ServiceAnswers.toResponse(call.service(), outcome);
    }

    /**
     * Passes a request on whose body is never held as a whole, and waits for the answer.
     *
     * @param length of the body, null when it is not known
     * @param transfer how long the body may take
     * @throws IOException when the body cannot be read to its end; the service then gets none
     */
    Response upload(MemberCall call, InputStream body, @Nullable String length, Duration transfer)
            throws IOException {
        var request = requestOf(call);
        if (length != null) {
            request.putHeader("content-length", length);
        }
        try (var place = places.take(plugin.id())) {
            var timeout = config.timeout().plus(transfer);
            var outcome =
                    BoundedExchange.run(vertx, client, request, body, timeout, largestAnswer());
            return ServiceAnswers.toResponse(call.service(), outcome);
        }
    }

    /**
     * Passes a request on, and its answer as it comes.
     *
     * @param received the plugin's request: when it ends, so does what is still under way
     * @param transfer how long a body may take, by its length, null when that is not known
     */
    Response stream(
            MemberCall call,
            RoutingContext received,
            Function<@Nullable String, Duration> transfer) {
        var place = places.take(plugin.id());
        received.addEndHandler(end -> place.close());
        return switch (BoundedExchange.open(
                vertx, client, requestOf(call), config.timeout(), largestAnswer())) {
            case Opened.Ended ended -> {
                place.close();
                yield ServiceAnswers.toResponse(call.service(), ended.outcome());
            }
            case Opened.Streaming streaming -> {
                var answer = streaming.answer();
                received.addEndHandler(end -> answer.close());
                StreamingOutput body =
                        out -> {
                            var passedOn = new StreamedBody(out, received.request());
                            try (place;
                                    answer) {
                                answer.writeTo(passedOn, transfer.apply(answer.length()));
                            } catch (IOException brokenOff) {
                                passedOn.breakOff();
                                // Seen by the plugin unless some of the file is on its way.
                                throw ServiceAnswers.brokenOff(call.service());
                            }
                        };
                yield ServiceAnswers.toResponse(answer).entity(body).build();
            }
        };
    }

    private RequestOptions requestOf(MemberCall call) {
        var request =
                new RequestOptions()
                        .setMethod(call.method())
                        .setAbsoluteURI(addressOf(call))
                        .putHeader("authorization", PluginPasses.SCHEME + ' ' + passFor(call));
        call.headers().forEach(request::putHeader);
        return request;
    }

    private int largestAnswer() {
        return Math.toIntExact(config.largestAnswer().asLongValue());
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
