package dev.hookline.gateway.exchange;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * One request and its answer under one deadline, the answer cut off at a cap.
 *
 * <pre>
 *   start timer ──► connect ──► send ──► headers ──► body, counted ──► Answered
 *        │             │no        │         │             │over the cap ──► Answered, truncated
 *        │        NotConnected    └─────────┴──broken──► Broken
 *        └──deadline──► TimedOut                          then the request is reset
 * </pre>
 */
public final class BoundedExchange {

    private final Vertx vertx;
    private final int cap;
    private final long timer;
    private final CompletableFuture<Exchanged> outcome = new CompletableFuture<>();

    private BoundedExchange(Vertx vertx, Duration timeout, int cap) {
        this.vertx = vertx;
        this.cap = cap;
        this.timer =
                vertx.setTimer(
                        Math.max(1, timeout.toMillis()),
                        fired -> outcome.complete(new Exchanged.TimedOut(timeout)));
        outcome.whenComplete((ended, failure) -> vertx.cancelTimer(timer));
    }

    /**
     * Makes the exchange and waits for its end. Meant for virtual threads. Redirects are not
     * followed.
     *
     * @param timeout from connecting to the last byte of the answer
     * @param cap the most bytes of the answer's body
     */
    public static Exchanged run(
            Vertx vertx,
            HttpClient client,
            RequestOptions request,
            Buffer body,
            Duration timeout,
            int cap) {
        if (timeout.isNegative() || timeout.isZero()) {
            return new Exchanged.TimedOut(timeout);
        }
        var exchange = new BoundedExchange(vertx, timeout, cap);
        client.request(request.setFollowRedirects(false))
                .onFailure(exchange::notConnected)
                .onSuccess(connected -> exchange.send(connected, body));
        return exchange.outcome.join();
    }

    /**
     * The same, with a body that is never held as a whole: it is read as fast as the other side
     * takes it, on a thread of its own, and no longer than the exchange lasts.
     *
     * @param request names the body's length, or it is sent in chunks
     * @throws IOException when the body cannot be read to its end; the other side then gets none
     * @throws RuntimeException what reading the body throws
     */
    public static Exchanged run(
            Vertx vertx,
            HttpClient client,
            RequestOptions request,
            InputStream body,
            Duration timeout,
            int cap)
            throws IOException {
        var exchange = new BoundedExchange(vertx, timeout, cap);
        var pump = new BodyPump(body);
        client.request(request.setFollowRedirects(false))
                .onFailure(exchange::notConnected)
                .onSuccess(connected -> exchange.send(connected, pump));
        try {
            return exchange.outcome.join();
        } finally {
            pump.stop();
        }
    }

    /**
     * The same without a body to send, up to the headers of the answer. The body of a success is
     * the caller's to read and has no limits of this exchange.
     */
    public static Opened open(
            Vertx vertx, HttpClient client, RequestOptions request, Duration timeout, int cap) {
        var exchange = new BoundedExchange(vertx, timeout, cap);
        var opened = new CompletableFuture<Opened>();
        exchange.outcome.thenAccept(ended -> opened.complete(new Opened.Ended(ended)));
        client.request(request.setFollowRedirects(false))
                .onFailure(exchange::notConnected)
                .onSuccess(connected -> exchange.open(connected, opened));
        return opened.join();
    }

    private void notConnected(Throwable failure) {
        outcome.complete(new Exchanged.NotConnected(describe(failure)));
    }

    private void broken(Throwable failure) {
        outcome.complete(new Exchanged.Broken(describe(failure)));
    }

    private void send(HttpClientRequest request, Buffer body) {
        // The outcome is settled before the reset, whose own exception would otherwise win.
        outcome.whenComplete((ended, failure) -> resetUnlessWhole(request, ended));
        if (outcome.isDone()) {
            return;
        }
        var answer = body.length() == 0 ? request.send() : request.send(body);
        answer.onFailure(this::broken).onSuccess(this::receive);
    }

    /** A whole answer leaves the connection to the next request. */
    private static void resetUnlessWhole(HttpClientRequest request, Exchanged ended) {
        if (!(ended instanceof Exchanged.Answered answered) || answered.truncated()) {
            request.reset();
        }
    }

    private void send(HttpClientRequest request, BodyPump pump) {
        // The connection is not kept: the answer may have come before the whole body was sent.
        outcome.whenComplete((ended, failure) -> request.reset());
        if (outcome.isDone()) {
            return;
        }
        request.exceptionHandler(this::broken);
        request.response().onFailure(this::broken).onSuccess(this::receive);
        pump.start(request, () -> outcome.complete(new Exchanged.Broken("no body to send")));
    }

    private void open(HttpClientRequest request, CompletableFuture<Opened> opened) {
        outcome.whenComplete((ended, failure) -> resetUnlessWhole(request, ended));
        if (outcome.isDone()) {
            return;
        }
        request.exceptionHandler(this::broken);
        request.send()
                .onFailure(this::broken)
                .onSuccess(response -> {
                    if (response.statusCode() / 100 != 2) {
                        receive(response);
                    } else if (vertx.cancelTimer(timer)) {
                        var answer = new StreamedAnswer(vertx, request, response);
                        opened.complete(new Opened.Streaming(answer));
                    }
                });
    }

    private void receive(HttpClientResponse response) {
        var body = Buffer.buffer();
        response.exceptionHandler(this::broken);
        response.handler(chunk -> {
            int left = cap - body.length();
            if (chunk.length() > left) {
                response.handler(null);
                body.appendBuffer(chunk, 0, left);
                outcome.complete(answered(response, body, true));
            } else {
                body.appendBuffer(chunk);
            }
        });
        response.endHandler(end -> outcome.complete(answered(response, body, false)));
    }

    private static Exchanged answered(HttpClientResponse response, Buffer body, boolean truncated) {
        var reason = response.statusMessage();
        return new Exchanged.Answered(
                response.statusCode(),
                reason == null ? "" : reason,
                headers(response),
                body.getBytes(),
                truncated);
    }

    static Map<String, List<String>> headers(HttpClientResponse response) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        response.headers()
                .forEach((name, value) ->
                        headers.computeIfAbsent(
                                        name.toLowerCase(Locale.ROOT), key -> new ArrayList<>(1))
                                .add(value));
        return headers;
    }

    private static String describe(Throwable failure) {
        return failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getMessage();
    }
}
