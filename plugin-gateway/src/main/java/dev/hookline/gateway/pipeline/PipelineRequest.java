package dev.hookline.gateway.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.kit.cause.Cause;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.hook.HookDefinition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A hook that somebody waits for.
 *
 * @param deadline after it nobody waits any more; every call must end before it
 * @param cause null when no plugin caused it
 */
public record PipelineRequest(
        String requestId,
        HookDefinition hook,
        ObjectNode event,
        @Nullable Actor actor,
        Instant deadline,
        @Nullable String traceParent,
        @Nullable Cause cause) {

    /** A request that no plugin caused. */
    public PipelineRequest(
            String requestId,
            HookDefinition hook,
            ObjectNode event,
            @Nullable Actor actor,
            Instant deadline,
            @Nullable String traceParent) {
        this(requestId, hook, event, actor, deadline, traceParent, null);
    }

    /** The same request with another event. */
    PipelineRequest withEvent(ObjectNode changed) {
        return new PipelineRequest(requestId, hook, changed, actor, deadline, traceParent, cause);
    }
}
