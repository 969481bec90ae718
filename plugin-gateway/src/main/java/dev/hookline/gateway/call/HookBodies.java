package dev.hookline.gateway.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.schemas.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes the body of a hook call: the event, and the context in which it is called. */
@ApplicationScoped
public class HookBodies {

    private static final byte[] EVENT = "{\"event\":".getBytes(StandardCharsets.UTF_8);
    private static final byte[] CONTEXT = ",\"context\":".getBytes(StandardCharsets.UTF_8);

    private final ObjectMapper json;
    private final SiteConfig site;

    HookBodies(ObjectMapper json, SiteConfig site) {
        this.json = json;
        this.site = site;
    }

    /**
     * What a plugin is told besides the event.
     *
     * @param requestId of the hook request or event, the same for all plugins and attempts
     * @param actor who caused the event, null for nobody
     * @param deadline when nobody waits any more, null for after-hooks
     * @param attempt 1 for the first
     * @param cause opaque to the plugin, which passes it back with its writes; null in a call that
     *     is part of no chain of causes
     */
    public record Context(
            String pluginId,
            String hook,
            String requestId,
            @Nullable Actor actor,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant deadline,
            int attempt,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String cause) {

        /** The context of a call that is part of no chain of causes. */
        public Context(
                String pluginId,
                String hook,
                String requestId,
                @Nullable Actor actor,
                @Nullable Instant deadline,
                int attempt) {
            this(pluginId, hook, requestId, actor, deadline, attempt, null);
        }
    }

    public byte[] write(JsonNode event, Context context) {
        var body = json.createObjectNode();
        body.set("event", event);
        body.set("context", told(context));
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }

    /**
     * The same for an event that is JSON already: it goes into the body byte for byte, which spares
     * reading it into a tree and writing it again.
     *
     * @throws IOException when the event is not JSON
     */
    public byte[] embed(byte[] event, Context context) throws IOException {
        check(event);
        var contextBytes = json.writeValueAsBytes(told(context));
        var body = new ByteArrayOutputStream(event.length + contextBytes.length + 32);
        body.writeBytes(EVENT);
        body.writeBytes(event);
        body.writeBytes(CONTEXT);
        body.writeBytes(contextBytes);
        body.write('}');
        return body.toByteArray();
    }

    private ObjectNode told(Context context) {
        var node = json.<ObjectNode>valueToTree(context);
        node.putObject("site")
                .put("name", site.name())
                .put("url", site.url())
                .put("locale", site.locale());
        return node;
    }

    /** One JSON value and nothing after it: anything else could forge the context. */
    private void check(byte[] event) throws IOException {
        try (var parser = json.createParser(event)) {
            if (parser.nextToken() == null) {
                throw new IOException("the event is empty");
            }
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new IOException("something follows the event");
            }
        }
    }
}
