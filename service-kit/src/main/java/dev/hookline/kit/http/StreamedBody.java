package dev.hookline.kit.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.ExecutionException;

/**
 * The body of an answer that is written as it comes from elsewhere, and may break off. Once some of
 * it is on its way the answer can no longer become a problem document, and must not end as if it
 * were whole: the framework knows that only once the first bytes have left, which may be later.
 */
public final class StreamedBody extends FilterOutputStream {

    private final HttpServerRequest request;
    private boolean isBegun;

    public StreamedBody(OutputStream body, HttpServerRequest request) {
        super(body);
        this.request = request;
    }

    @Override
    public void write(int b) throws IOException {
        isBegun = true;
        out.write(b);
        out.flush();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        isBegun |= length > 0;
        out.write(bytes, offset, length);
        // The framework's buffer is as large as the largest answer from memory.
        out.flush();
    }

    /**
     * Ends the answer such that the client sees it break off, if any of it has been written. Blocks
     * until that is done: before, the framework would add a problem document and a regular end.
     */
    public void breakOff() {
        if (!isBegun) {
            return;
        }
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
            return;
        }
        try {
            request.connection().close().toCompletionStage().toCompletableFuture().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            // It was closed already.
        }
    }
}
