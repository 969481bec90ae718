package dev.hookline.gateway.call;

import dev.hookline.gateway.secret.SigningSecret;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP call to be made.
 *
 * @param messageId stable across retries, {@code webhook-id}
 * @param timeout for the whole call, from connecting to the last byte of the answer
 */
public record PluginCall(
        URI target,
        String messageId,
        byte[] body,
        Duration timeout,
        List<SigningSecret> secrets,
        @Nullable String traceParent) {

    public PluginCall {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("a call needs time: " + timeout);
        }
        secrets = List.copyOf(secrets);
    }
}
