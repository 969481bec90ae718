package dev.hookline.gateway.lifecycle;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import dev.hookline.testsupport.RecordedCall;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;

/** Verifies calls as a plugin would, with somebody else's implementation of Standard Webhooks. */
final class Signatures {

    private Signatures() {}

    static boolean verify(RecordedCall call, String secret) {
        var headers =
                HttpHeaders.of(
                        Map.of(
                                "webhook-id", header(call, "webhook-id"),
                                "webhook-timestamp", header(call, "webhook-timestamp"),
                                "webhook-signature", header(call, "webhook-signature")),
                        (name, value) -> true);
        try {
            new Webhook(secret).verify(call.body(), headers);
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        } catch (EmptyWebhookSecretException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<String> header(RecordedCall call, String name) {
        return List.of(call.header(name).orElseThrow());
    }
}
