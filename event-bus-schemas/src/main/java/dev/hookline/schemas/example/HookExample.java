package dev.hookline.schemas.example;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An event of one hook, with answers that a plugin might give.
 *
 * @param event null for a hook that is only declared
 * @param answers values other than void; empty where the answer is ignored
 */
public record HookExample(String hook, @Nullable JsonNode event, List<JsonNode> answers) {

    public HookExample {
        Objects.requireNonNull(hook, "hook");
        answers = List.copyOf(answers);
    }
}
