package dev.hookline.gateway.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.hook.HookDefinition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A hook that somebody waits for.
 *
 * @param deadline after it nobody waits any more; every call must end before it
 */
public record PipelineRequest(
        String requestId,
        HookDefinition hook,
        ObjectNode event,
        @Nullable Actor actor,
        Instant deadline,
        @Nullable String traceParent) {

    /** The same request with another event. */
    PipelineRequest withEvent(ObjectNode changed) {
        return new PipelineRequest(requestId, hook, changed, actor, deadline, traceParent);
    }
}
