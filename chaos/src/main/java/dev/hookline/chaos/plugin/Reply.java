package dev.hookline.chaos.plugin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/** What a plugin answers when nothing disturbs it. */
sealed interface Reply {

    /** Leaves things as they are, or takes an event. */
    record Done() implements Reply {}

    /** Replaces the value of the event. */
    record Value(JsonNode value) implements Reply {}

    /** Says no. */
    record No(String detail) implements Reply {}

    default byte[] message() {
        return switch (this) {
            case Done done -> HttpMessages.NO_CONTENT;
            case Value value -> HttpMessages.json(200, bytes(Map.of("value", value.value)));
            case No no -> HttpMessages.json(422, bytes(Map.of("title", "No", "detail", no.detail)));
        };
    }

    private static byte[] bytes(Object value) {
        try {
            return Call.JSON.writeValueAsBytes(value);
        } catch (JsonProcessingException failure) {
            throw new IllegalStateException("a reply is always JSON", failure);
        }
    }
}
