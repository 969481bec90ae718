package dev.hookline.gateway.exchange;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * An answer whose body is read as fast as it is passed on. To be closed, which ends what is still
 * under way.
 */
public final class StreamedAnswer implements AutoCloseable {

    private sealed interface Part {
        record Chunk(Buffer bytes) implements Part {}

        record End() implements Part {}

        record BrokenOff(Throwable cause) implements Part {}
    }

    private final Vertx vertx;
    private final HttpClientRequest request;
    private final HttpClientResponse response;
    private final BlockingQueue<Part> arrived = new LinkedBlockingQueue<>();
    private volatile boolean isWhole;

    /** To be made where the response is handled, so that nothing of its body is missed. */
    StreamedAnswer(Vertx vertx, HttpClientRequest request, HttpClientResponse response) {
        this.vertx = vertx;
        this.request = request;
        this.response = response;
        response.pause();
        response.handler(bytes -> arrived.add(new Part.Chunk(bytes)));
        response.endHandler(end -> {
            isWhole = true;
            arrived.add(new Part.End());
        });
        response.exceptionHandler(cause -> arrived.add(new Part.BrokenOff(cause)));
    }

    public int status() {
        return response.statusCode();
    }

    /** By name in lower case, in the order of the answer. */
    public Map<String, List<String>> headers() {
        return BoundedExchange.headers(response);
    }

    /** Of the body in bytes; null when the other side does not say. */
    public @Nullable String length() {
        return response.getHeader(HttpHeaders.CONTENT_LENGTH);
    }

    /**
     * Passes the body on; meant for virtual threads.
     *
     * @throws IOException when either side breaks off, or all of it takes longer than the time out
     */
    public void writeTo(OutputStream out, Duration timeout) throws IOException {
        var alarm = new Alarm(Thread.currentThread());
        long timer = vertx.setTimer(Math.max(1, timeout.toMillis()), fired -> alarm.ring());
        try {
            copy(out);
        } catch (InterruptedException tooLate) {
            throw new InterruptedIOException("not passed on within " + timeout.toMillis() + " ms");
        } finally {
            vertx.cancelTimer(timer);
            alarm.turnOff();
        }
    }

    @Override
    public void close() {
        if (!isWhole) {
            request.reset();
        }
        arrived.add(new Part.BrokenOff(new IOException("closed")));
    }

    private void copy(OutputStream out) throws IOException, InterruptedException {
        while (true) {
            response.fetch(1);
            switch (arrived.take()) {
                case Part.Chunk chunk -> out.write(chunk.bytes().getBytes());
                case Part.BrokenOff off -> throw new IOException("broken off", off.cause());
                case Part.End end -> {
                    return;
                }
            }
        }
    }

    /** Interrupts a thread, but not once it does something else. */
    private static final class Alarm {

        private final Thread sleeper;
        private boolean isOff;
        private boolean hasRung;

        Alarm(Thread sleeper) {
            this.sleeper = sleeper;
        }

        synchronized void ring() {
            if (!isOff) {
                hasRung = true;
                sleeper.interrupt();
            }
        }

        /** Called by the sleeper. */
        synchronized void turnOff() {
            isOff = true;
            if (hasRung) {
                Thread.interrupted();
            }
        }
    }
}
