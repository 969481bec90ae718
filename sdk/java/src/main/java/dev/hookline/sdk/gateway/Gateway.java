package dev.hookline.sdk.gateway;

import dev.hookline.sdk.credentials.Credentials;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The plugin API of the gateway, as the plugin that the credentials belong to. */
public final class Gateway implements AutoCloseable {

    /** Where the gateway of a local stack listens. */
    public static final URI LOCAL = URI.create("http://127.0.0.1:8080");

    private static final String API = "/plugin-api/v1";

    /** The gateway ends pages of documents at 4 MiB unless its operator says otherwise. */
    private static final int ANSWER_LIMIT = 16 * 1024 * 1024;

    private static final Duration CONNECT = Duration.ofSeconds(5);

    private final HttpClient client;
    private final Optional<URI> address;
    private final Supplier<Optional<Credentials>> credentials;
    private final @Nullable String cause;

    private Gateway(
            HttpClient client,
            Optional<URI> address,
            Supplier<Optional<Credentials>> credentials,
            @Nullable String cause) {
        this.client = client;
        this.address = address;
        this.credentials = credentials;
        this.cause = cause;
    }

    /**
     * A way to a gateway.
     *
     * @param address what the operator said, before what the credentials say and {@link #LOCAL}
     * @param credentials asked for each call, so that they can be rotated
     */
    public static Gateway at(Optional<URI> address, Supplier<Optional<Credentials>> credentials) {
        var client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(CONNECT)
                        .build();
        return new Gateway(client, address, credentials, null);
    }

    /** The same way for calls that a hook call gives rise to, so that loops are seen. */
    public Gateway causedBy(@Nullable String hookCause) {
        return new Gateway(client, address, credentials, hookCause);
    }

    /**
     * Calls the plugin API.
     *
     * @throws PluginApiRefusal when it says no
     * @throws PluginApiUnavailable when there is no usable answer
     */
    public ApiAnswer call(ApiRequest request) {
        var response = response(request, information -> new BoundedBody(ANSWER_LIMIT));
        if (response.statusCode() / 100 == 2) {
            return new ApiAnswer(response.statusCode(), response.body());
        }
        throw refusal(request, response.statusCode(), response.body());
    }

    /**
     * As {@link #call}, with an answer of any size.
     *
     * @return the answer's body, to be closed; the request's timeout ends where it begins
     */
    public InputStream open(ApiRequest request) {
        var response = response(request, BodyHandlers.ofInputStream());
        if (response.statusCode() / 100 == 2) {
            return response.body();
        }
        try (var problem = response.body()) {
            throw refusal(request, response.statusCode(), problem.readNBytes(ANSWER_LIMIT));
        } catch (IOException failure) {
            throw new PluginApiUnavailable(request + ": " + failure, failure);
        }
    }

    /** As {@link #call}, and empty when there is no such thing ({@code 404 not-found}). */
    public Optional<ApiAnswer> find(ApiRequest request) {
        try {
            return Optional.of(call(request));
        } catch (PluginApiRefusal refusal) {
            if (refusal.problem().status() == 404 && refusal.is("not-found")) {
                return Optional.empty();
            }
            throw refusal;
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }

    private static PluginApiRefusal refusal(ApiRequest request, int status, byte[] problem) {
        return new PluginApiRefusal(request.toString(), ProblemDocument.of(status, problem));
    }

    private <T> HttpResponse<T> response(ApiRequest request, HttpResponse.BodyHandler<T> body) {
        var own =
                credentials
                        .get()
                        .orElseThrow(() ->
                                new PluginApiUnavailable(
                                        "the plugin has no credentials: is it installed, and does"
                                                + " HOOKLINE_CREDENTIALS_FILE name the file?",
                                        null));
        var answer = client.sendAsync(http(request, own), body);
        try {
            return answer.get(request.timeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            answer.cancel(true);
            throw new PluginApiUnavailable(
                    request + ": no answer within " + request.timeout().toMillis() + " ms", late);
        } catch (ExecutionException failure) {
            throw new PluginApiUnavailable(request + ": " + failure.getCause(), failure.getCause());
        } catch (InterruptedException interruption) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new PluginApiUnavailable(request + ": interrupted", interruption);
        }
    }

    private HttpRequest http(ApiRequest request, Credentials own) {
        var base = address.or(own::gatewayUrl).orElse(LOCAL).toString();
        var http =
                HttpRequest.newBuilder(
                                URI.create(base.replaceAll("/+$", "") + API + request.path()))
                        .method(request.method(), request.body())
                        .expectContinue(request.isLarge())
                        .header("Authorization", "Bearer " + own.token());
        request.headers().forEach(http::header);
        if (cause != null) {
            http.header("hookline-cause", cause);
        }
        return http.build();
    }
}
