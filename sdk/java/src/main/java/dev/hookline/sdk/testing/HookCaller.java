package dev.hookline.sdk.testing;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.hookline.sdk.HookActor;
import dev.hookline.sdk.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Calls the hooks of a plugin as the gateway does, signed, each event under an id of its own. */
public final class HookCaller implements AutoCloseable {

    private static final Map<String, String> SITE =
            Map.of("name", "Test", "url", "http://localhost:8081", "locale", "en");

    private final HttpClient client = HttpClient.newHttpClient();
    private final Clock clock = Clock.systemUTC();
    private final URI plugin;
    private final String secret;
    private @Nullable HookActor actor;

    HookCaller(URI plugin, String secret) {
        this.plugin = plugin;
        this.secret = secret;
    }

    /** Who causes the events from now on; nobody at first. */
    public HookCaller as(@Nullable HookActor person) {
        actor = person;
        return this;
    }

    /**
     * Calls a hook with a new event.
     *
     * @param event a record, a map or a tree, as the hook's schema describes it
     */
    public HookAnswer call(String hook, Object event) {
        return call(hook, event, UUID.randomUUID().toString());
    }

    /** Calls a hook with an event of a given id, to say the same thing twice for example. */
    public HookAnswer call(String hook, Object event, String eventId) {
        var context = new LinkedHashMap<String, @Nullable Object>();
        context.put("hook", hook);
        context.put("requestId", eventId);
        context.put("actor", actor);
        context.put("attempt", 1);
        context.put("site", SITE);
        var body = Json.text(Map.of("event", event, "context", context));
        var now = clock.instant().getEpochSecond();
        return post(hook, body, eventId, now, signature(eventId, now, body));
    }

    /** Sends exactly this, to see what the plugin refuses. */
    public HookAnswer post(
            String hook, String body, String eventId, long timestamp, String signature) {
        var request =
                HttpRequest.newBuilder(plugin.resolve("/hook/" + hook))
                        .timeout(Duration.ofSeconds(30))
                        .header("content-type", "application/json")
                        .header("webhook-id", eventId)
                        .header("webhook-timestamp", String.valueOf(timestamp))
                        .header("webhook-signature", signature)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try {
            var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new HookAnswer(answer.statusCode(), answer.body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interruption) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interruption);
        }
    }

    /** The signature of a call, by an implementation that is not the plugin's. */
    public String signature(String eventId, long timestamp, String body) {
        try {
            return new Webhook(secret).sign(eventId, timestamp, body);
        } catch (EmptyWebhookSecretException | WebhookSigningException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
