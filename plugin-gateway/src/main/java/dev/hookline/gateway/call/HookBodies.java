package dev.hookline.gateway.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.schemas.Actor;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes the body of a hook call: the event, and the context in which it is called. */
@ApplicationScoped
public class HookBodies {

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
        var contextNode = json.<ObjectNode>valueToTree(context);
        contextNode
                .putObject("site")
                .put("name", site.name())
                .put("url", site.url())
                .put("locale", site.locale());
        body.set("context", contextNode);
        try {
            return json.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree is always JSON", e);
        }
    }
}
