package dev.hookline.sdk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.sdk.http.Json;

/**
 * One call of a hook.
 *
 * @param id stays the same when an event is delivered again
 * @param hook the hook's name
 * @param data the event as the catalogue describes it
 */
public record HookEvent(String id, String hook, JsonNode data, HookContext context) {

    /**
     * A text of the event, empty when there is none.
     *
     * @param member its name, or a JSON pointer such as {@code /content/id}
     */
    public String text(String member) {
        var found = member.startsWith("/") ? data.at(member) : data.path(member);
        return found.asText("");
    }

    public boolean flag(String member) {
        return data.path(member).asBoolean();
    }

    /** The {@code content} of content hooks: a copy that the handler may change and answer. */
    public ObjectNode content() {
        return object("content");
    }

    /**
     * An object of the event, such as the {@code message} of email hooks or the {@code file} of
     * uploads: a copy that the handler may change and answer.
     */
    public ObjectNode object(String member) {
        if (data.path(member) instanceof ObjectNode found) {
            return found.deepCopy();
        }
        throw new IllegalStateException("the event of " + hook + " carries no " + member);
    }

    /** The event as a record of the caller's own. */
    public <T> T as(Class<T> type) {
        return Json.read(data, type);
    }
}
