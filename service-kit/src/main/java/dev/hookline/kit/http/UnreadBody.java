package dev.hookline.kit.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * Discards what a client still sends after it has its answer. The server would keep all of it in
 * memory, without any bound; here it is thrown away, up to the limit that the body has anyway, and
 * for a limited time. Closing at once would be simpler, but clients that still send would often
 * lose the answer.
 */
final class UnreadBody {

    private final HttpServerRequest request;
    private long left;

    private UnreadBody(HttpServerRequest request, long limit) {
        this.request = request;
        this.left = limit;
    }

    /**
     * Sees to it that nothing is kept of what comes after the answer.
     *
     * @param limit in bytes; the connection is closed when more come
     * @param patience the connection is closed when the body has not ended by then
     */
    static void discardAfterAnswer(RoutingContext context, long limit, Duration patience) {
        var request = context.request();
        if (request.isEnded()) {
            return;
        }
        context.addHeadersEndHandler(head -> closeIfNeverAskedFor(request));
        context.addEndHandler(answered -> {
            // Also told of a client that has gone: whoever reads must hear of that, not we.
            if (answered.succeeded() && !request.isEnded()) {
                new UnreadBody(request, limit).discard(context.vertx(), patience);
            }
        });
    }

    /** Whoever waits for 100 and is refused sends no body, and the next request looks like one. */
    private static void closeIfNeverAskedFor(HttpServerRequest request) {
        if (!request.isEnded()
                && request.bytesRead() == 0
                && request.getHeader(HttpHeaders.EXPECT) != null) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    private void discard(Vertx vertx, Duration patience) {
        try {
            request.handler(this::take);
            request.resume();
            // A request that was read to its end counts as unread while it is paused, and tells of
            // its
            // end only once: a timer for it would never be cancelled.
            if (!request.isEnded()) {
                closeWhenLate(vertx, patience);
            }
        } catch (IllegalStateException endedMeanwhile) {
            // An answer is written off the event loop, on which the request may end at any moment;
            // with HTTP/2 that is likely. There is nothing to discard then.
        }
    }

    private void closeWhenLate(Vertx vertx, Duration patience) {
        var connection = request.connection();
        long timer = vertx.setTimer(patience.toMillis(), late -> connection.close());
        try {
            request.exceptionHandler(lost -> vertx.cancelTimer(timer));
            request.endHandler(end -> vertx.cancelTimer(timer));
        } catch (IllegalStateException endedMeanwhile) {
            vertx.cancelTimer(timer);
        }
    }

    private void take(Buffer unwanted) {
        left -= unwanted.length();
        if (left < 0) {
            request.connection().close();
        }
    }
}
