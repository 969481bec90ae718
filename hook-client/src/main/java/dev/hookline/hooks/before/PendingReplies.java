package dev.hookline.hooks.before;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Questions of this replica that wait for their reply; a question is entered before it is sent. */
@ApplicationScoped
class PendingReplies {

    private final Map<String, CompletableFuture<byte[]>> waiting = new ConcurrentHashMap<>();

    CompletableFuture<byte[]> expect(String correlationId) {
        var reply = new CompletableFuture<byte[]>();
        waiting.put(correlationId, reply);
        return reply;
    }

    /** Whether a caller of this replica waits for the reply. */
    boolean isExpected(String correlationId) {
        return waiting.containsKey(correlationId);
    }

    /**
     * Hands a reply to whoever waits for it; a reply to another replica, or too late, is dropped.
     */
    void complete(String correlationId, byte[] reply) {
        var expected = waiting.remove(correlationId);
        if (expected != null) {
            expected.complete(reply);
        }
    }

    void forget(String correlationId) {
        waiting.remove(correlationId);
    }
}
