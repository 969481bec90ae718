package dev.hookline.gateway.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.gateway.memory.HeldMemory;
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
 * @param memory for the answers; whoever made the request closes it once the reply has been sent
 */
public record PipelineRequest(
        String requestId,
        HookDefinition hook,
        ObjectNode event,
        @Nullable Actor actor,
        Instant deadline,
        @Nullable String traceParent,
        @Nullable Cause cause,
        HeldMemory memory) {

    /** A request that no plugin caused. */
    public PipelineRequest(
            String requestId,
            HookDefinition hook,
            ObjectNode event,
            @Nullable Actor actor,
            Instant deadline,
            @Nullable String traceParent) {
        this(requestId, hook, event, actor, deadline, traceParent, null, new HeldMemory());
    }

    /** The same request with another event. */
    PipelineRequest withEvent(ObjectNode changed) {
        return new PipelineRequest(
                requestId, hook, changed, actor, deadline, traceParent, cause, memory);
    }
}
