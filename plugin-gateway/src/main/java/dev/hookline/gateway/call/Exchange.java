package dev.hookline.gateway.call;

import dev.hookline.gateway.memory.ArrivingAnswer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, under one deadline. The answer is only read as a whole: what is in it
 * is for the thread that waits, not for the event loop.
 *
 * <pre>
 *   start timer ──► connect ──► send ──► headers ──► body, counted ──► Whole
 *        │              │   ▲     │         │              │over 1 MiB
 *        │              │   └─────┤closed, was kept        │
 *        └──deadline────┴─────────┴─────────┴──────────────┴──► Broken, then reset
 * </pre>
 *
 * A plugin may close a kept connection while a request is on its way to it. Such a request is sent
 * once more on a new connection; it has the same {@code webhook-id}, so a plugin that has seen it
 * can tell.
 */
final class Exchange implements AutoCloseable {

    static final int MAX_ANSWER = 1024 * 1024;

    /** How an exchange ended. */
    sealed interface Ended {

        /** The status; null when no answer began to arrive. */
        @Nullable HttpClientResponse response();

        /** What has arrived of the body; null when no answer began to arrive. */
        @Nullable Buffer body();
    }

    /** An answer to its last byte; the connection can serve the next call. */
    record Whole(HttpClientResponse response, Buffer body) implements Ended {}

    /** No answer, or part of one; the connection is not used again. */
    record Broken(
            CallOutcome.Unsuccessful outcome,
            @Nullable HttpClientResponse response,
            @Nullable Buffer body)
            implements Ended {}

    /** What is sent. */
    record Order(RequestOptions options, Buffer body, Preparation preparation) {}

    /** Adds the headers to a request. */
    interface Preparation {
        void prepare(HttpClientRequest request);
    }

    private final Connections connections;
    private final String plugin;
    private final ArrivingAnswer memory;
    private final long deadlineNanos;
    private final CompletableFuture<Ended> end = new CompletableFuture<>();
    private volatile @Nullable HttpClientResponse response;
    private volatile @Nullable Buffer body;

    /**
     * Starts the timer.
     *
     * @param plugin where the call goes: its connections and its memory are counted together
     * @param memory for the answer, given back on closing
     */
    Exchange(
            Vertx vertx,
            Connections connections,
            String plugin,
            ArrivingAnswer memory,
            Duration timeout) {
        this.connections = connections;
        this.plugin = plugin;
        this.memory = memory;
        this.deadlineNanos = System.nanoTime() + timeout.toNanos();
        long timer =
                vertx.setTimer(timeout.toMillis(), fired -> end(new CallOutcome.TimedOut(timeout)));
        end.whenComplete((ended, failure) -> vertx.cancelTimer(timer));
    }

    void start(Order order) {
        send(order, connections.request(order.options()));
    }

    /** Waits for the end, which comes by the deadline. */
    Ended await() {
        return end.join();
    }

    String plugin() {
        return plugin;
    }

    /** Until the deadline; negative after it. */
    Duration timeLeft() {
        return Duration.ofNanos(deadlineNanos - System.nanoTime());
    }

    /** Gives back the memory of the answer, which must not be used any more. */
    @Override
    public void close() {
        memory.close();
    }

    private void send(Order order, Future<HttpClientRequest> connecting) {
        connecting
                .onFailure(failure -> fail("cannot connect: " + PluginCaller.describe(failure)))
                .onSuccess(request -> {
                    order.preparation().prepare(request);
                    send(order, request);
                });
    }

    private void send(Order order, HttpClientRequest request) {
        // The outcome is settled before the reset, whose own exception would otherwise win.
        end.whenComplete((ended, failure) -> {
            if (ended instanceof Broken) {
                request.reset();
            }
        });
        if (end.isDone()) {
            return;
        }
        var isReused = connections.isReused(request);
        // Every failure ends the future below, too; without a handler it is logged as well.
        request.exceptionHandler(failure -> {});
        request.send(order.body())
                .onSuccess(incoming -> receive(request, incoming))
                .onFailure(failure -> {
                    if (isReused && !end.isDone()) {
                        send(order, connections.requestOnNew(order.options()));
                    } else {
                        fail("no answer: " + PluginCaller.describe(failure));
                    }
                });
    }

    private void receive(HttpClientRequest request, HttpClientResponse incoming) {
        var received = Buffer.buffer();
        this.response = incoming;
        this.body = received;
        // At once, as the next call may have the connection before this one's end is handled.
        connections.answered(request, incoming);
        var encoding = incoming.getHeader("content-encoding");
        if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
            // Nobody asked for it, and a few bytes can unpack to gigabytes.
            refuse(incoming, "compressed answers are not taken");
            return;
        }
        incoming.exceptionHandler(
                failure -> fail("answer broken off: " + PluginCaller.describe(failure)));
        incoming.handler(chunk -> {
            if (received.length() + chunk.length() > MAX_ANSWER) {
                incoming.handler(null);
                refuse(incoming, "answer larger than " + MAX_ANSWER + " bytes");
            } else if (memory.holds(received.length(), chunk.length())) {
                received.appendBuffer(chunk);
            } else {
                incoming.handler(null);
                refuse(incoming, "too many large answers of the plugin at once");
            }
        });
        incoming.endHandler(last -> {
            connections.answered(request, incoming);
            end.complete(new Whole(incoming, received));
        });
    }

    private void refuse(HttpClientResponse answer, String reason) {
        end(new CallOutcome.Failed(answer.statusCode(), reason));
    }

    private void fail(String reason) {
        end(new CallOutcome.Failed(null, reason));
    }

    private void end(CallOutcome.Unsuccessful outcome) {
        end.complete(new Broken(outcome, response, body));
    }
}
