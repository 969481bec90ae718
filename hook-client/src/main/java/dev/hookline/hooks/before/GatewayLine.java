package dev.hookline.hooks.before;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/** Sends one request to the gateway and waits for its reply; enters it before it is sent. */
@ApplicationScoped
class GatewayLine {

    private static final Logger LOG = Logger.getLogger(GatewayLine.class);

    /** What came of a request. */
    sealed interface Answer {}

    record Replied(byte[] body) implements Answer {}

    record Late() implements Answer {}

    record Unreachable(String detail) implements Answer {}

    private final PendingReplies pending;
    private final RequestChannel requests;

    GatewayLine(PendingReplies pending, RequestChannel requests) {
        this.pending = pending;
        this.requests = requests;
    }

    Answer ask(HookRequest request, Duration patience) {
        var reply = pending.expect(request.id());
        try {
            requests.send(request).exceptionally(failure -> fail(reply, failure));
            return new Replied(reply.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return new Late();
        } catch (ExecutionException e) {
            LOG.warnf(
                    "hook request not sent type=%s subject=%s: %s",
                    request.type(), request.subject(), e.getCause());
            return new Unreachable("the event bus cannot be reached");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Unreachable("the service is stopping");
        } finally {
            pending.forget(request.id());
        }
    }

    private static Void fail(CompletableFuture<byte[]> reply, Throwable failure) {
        reply.completeExceptionally(failure);
        return null;
    }
}
