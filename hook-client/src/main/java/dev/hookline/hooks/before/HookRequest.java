package dev.hookline.hooks.before;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.kit.id.UuidV7;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.HookDefinition;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question as it travels to the gateway.
 *
 * @param id both the event's id and the correlation id of the reply
 * @param deadline after it nobody waits any more
 * @param directoryRevision what the sender knew of the plugins when it asked
 */
record HookRequest(
        String id,
        HookDefinition hook,
        String subject,
        ObjectNode event,
        @Nullable Actor actor,
        Instant sentAt,
        Instant deadline,
        long directoryRevision) {

    static HookRequest of(HookCall call, Instant now, Duration budget, long directoryRevision) {
        return new HookRequest(
                UuidV7.at(now).toString(),
                call.definition(),
                call.subject(),
                call.event(),
                call.actor(),
                now,
                now.plus(budget),
                directoryRevision);
    }

    String topic() {
        return Topics.before(hook.domain());
    }
}
