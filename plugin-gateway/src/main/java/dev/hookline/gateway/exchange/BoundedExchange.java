package dev.hookline.gateway.exchange;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
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

    private final int cap;
    private final CompletableFuture<Exchanged> outcome = new CompletableFuture<>();

    private BoundedExchange(Vertx vertx, Duration timeout, int cap) {
        this.cap = cap;
        long timer =
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

    private void notConnected(Throwable failure) {
        outcome.complete(new Exchanged.NotConnected(describe(failure)));
    }

    private void broken(Throwable failure) {
        outcome.complete(new Exchanged.Broken(describe(failure)));
    }

    private void send(HttpClientRequest request, Buffer body) {
        // The outcome is settled before the reset, whose own exception would otherwise win.
        outcome.whenComplete((ended, failure) -> request.reset());
        if (outcome.isDone()) {
            return;
        }
        var answer = body.length() == 0 ? request.send() : request.send(body);
        answer.onFailure(this::broken).onSuccess(this::receive);
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
        Map<String, List<String>> headers = new LinkedHashMap<>();
        response.headers()
                .forEach((name, value) ->
                        headers.computeIfAbsent(
                                        name.toLowerCase(Locale.ROOT), key -> new ArrayList<>(1))
                                .add(value));
        var reason = response.statusMessage();
        return new Exchanged.Answered(
                response.statusCode(),
                reason == null ? "" : reason,
                headers,
                body.getBytes(),
                truncated);
    }

    private static String describe(Throwable failure) {
        return failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getMessage();
    }
}
