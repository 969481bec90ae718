package dev.hookline.gateway.exchange;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Sends a stream as the body of a request, as fast as the other side takes it. Invariant: a body
 * that was not read to its end never looks whole to the other side.
 */
final class BodyPump {

    private static final int CHUNK = 64 * 1024;

    private final InputStream body;
    private @Nullable Thread thread;
    private @Nullable Exception failure;
    private boolean isStopped;

    BodyPump(InputStream body) {
        this.body = body;
    }

    /**
     * Begins, unless it was stopped already.
     *
     * @param failed called when the body cannot be read; the request must be reset then
     */
    synchronized void start(HttpClientRequest request, Runnable failed) {
        if (!isStopped) {
            thread = Thread.ofVirtual().start(() -> pump(request, failed));
        }
    }

    /**
     * Returns when the body is no longer being read.
     *
     * @throws IOException when it could not be read
     * @throws RuntimeException what reading it threw
     */
    void stop() throws IOException {
        end();
        synchronized (this) {
            switch (failure) {
                case IOException unreadable -> throw unreadable;
                case RuntimeException refused -> throw refused;
                case null, default -> {}
            }
        }
    }

    private void end() {
        Thread running;
        synchronized (this) {
            isStopped = true;
            running = thread;
        }
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join();
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
        }
    }

    private void pump(HttpClientRequest request, Runnable failed) {
        try {
            send(request);
        } catch (IOException | RuntimeException unreadable) {
            fail(unreadable);
            failed.run();
        } catch (InterruptedException | ExecutionException otherSideEnded) {
            // How it ended is known where its answer is awaited.
        }
    }

    private void send(HttpClientRequest request)
            throws IOException, InterruptedException, ExecutionException {
        request.setChunked(!request.headers().contains(HttpHeaders.CONTENT_LENGTH));
        // The other side may refuse what it has not seen yet.
        request.sendHead();
        var chunk = new byte[CHUNK];
        for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
            // A buffer copies, and is written before the next chunk is read.
            var written = request.write(Buffer.buffer().appendBytes(chunk, 0, read));
            written.toCompletionStage().toCompletableFuture().get();
        }
        request.end();
    }

    /** What happens to the reading after it was stopped is of no interest. */
    private synchronized void fail(Exception unreadable) {
        if (!isStopped) {
            failure = unreadable;
        }
    }
}
