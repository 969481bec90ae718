package dev.hookline.gateway.call;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, under one deadline.
 *
 * <pre>
 *   start timer ──► connect ──► send ──► headers ──► body, counted ──► outcome
 *        │              │         │         │              │over 1 MiB
 *        └──deadline────┴─────────┴─────────┴──────────────┴──► outcome, then reset
 * </pre>
 */
final class Exchange {

    static final int LARGEST_ANSWER = 1024 * 1024;
    private static final int REPORTED_ANSWER = 1024;

    private final Duration timeout;
    private final AnswerFormat format;
    private final CompletableFuture<CallOutcome> outcome = new CompletableFuture<>();
    private volatile @Nullable HttpClientResponse response;
    private volatile @Nullable Buffer body;

    /** How status and body become an outcome. */
    interface AnswerFormat {
        CallOutcome read(int status, byte[] body);
    }

    Exchange(Vertx vertx, Duration timeout, AnswerFormat format) {
        this.timeout = timeout;
        this.format = format;
        long timer =
                vertx.setTimer(
                        timeout.toMillis(),
                        fired -> outcome.complete(new CallOutcome.TimedOut(timeout)));
        outcome.whenComplete((ended, failure) -> vertx.cancelTimer(timer));
    }

    CallOutcome await() {
        return outcome.join();
    }

    /** Completes on an event loop: whoever waits for it must not block there. */
    CompletableFuture<CallReport> reported() {
        return outcome.thenApply(this::report);
    }

    private CallReport report(CallOutcome ended) {
        var answered = response;
        var received = body;
        if (answered == null) {
            return new CallReport(ended, null, null, null);
        }
        return new CallReport(
                ended,
                answered.statusCode(),
                answered.getHeader("retry-after"),
                received == null || received.length() == 0
                        ? null
                        : received.getString(0, Math.min(received.length(), REPORTED_ANSWER)));
    }

    void fail(String reason) {
        outcome.complete(new CallOutcome.Failed(null, reason));
    }

    void send(HttpClientRequest request, Buffer body) {
        // The outcome is settled before the reset, whose own exception would otherwise win.
        outcome.whenComplete((ended, failure) -> request.reset());
        if (outcome.isDone()) {
            return;
        }
        request.send(body)
                .onFailure(failure -> fail("no answer: " + PluginCaller.describe(failure)))
                .onSuccess(this::receive);
    }

    private void receive(HttpClientResponse response) {
        var body = Buffer.buffer();
        this.response = response;
        this.body = body;
        var encoding = response.getHeader("content-encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            // Nobody asked for it, and a few bytes can unpack to gigabytes.
            outcome.complete(
                    new CallOutcome.Failed(
                            response.statusCode(), "compressed answers are not taken"));
            return;
        }
        response.exceptionHandler(
                failure -> fail("answer broken off: " + PluginCaller.describe(failure)));
        response.handler(chunk -> {
            body.appendBuffer(chunk);
            if (body.length() > LARGEST_ANSWER) {
                response.handler(null);
                outcome.complete(
                        new CallOutcome.Failed(
                                response.statusCode(),
                                "answer larger than " + LARGEST_ANSWER + " bytes"));
            }
        });
        response.endHandler(
                end -> outcome.complete(format.read(response.statusCode(), body.getBytes())));
    }
}
