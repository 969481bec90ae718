package dev.hookline.hooks.before;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hookline.kit.id.UuidV7;
import dev.hookline.schemas.Actor;
import dev.hookline.schemas.bus.MessageTypes;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.HookDomain;
import dev.hookline.schemas.hook.SchemaUris;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A question as it travels to the gateway.
 *
 * @param id both the event's id and the correlation id of the reply
 * @param type the hook's name, or {@link MessageTypes#HOOK_QUESTIONS}
 * @param body the event, or {@link dev.hookline.schemas.call.HookQuestions}
 * @param deadline after it nobody waits any more
 * @param directoryRevision what the sender knew of the plugins when it asked
 */
record HookRequest(
        String id,
        String type,
        HookDomain domain,
        String subject,
        ObjectNode body,
        @Nullable Actor actor,
        Instant sentAt,
        Instant deadline,
        long directoryRevision) {

    static HookRequest of(HookCall call, Instant now, Duration budget, long directoryRevision) {
        return new HookRequest(
                UuidV7.at(now).toString(),
                call.hook(),
                call.definition().domain(),
                call.subject(),
                call.event(),
                call.actor(),
                now,
                now.plus(budget),
                directoryRevision);
    }

    /**
     * Several hooks in one request.
     *
     * @param first one of the calls; all have its domain, subject and actor
     */
    static HookRequest of(
            HookCall first,
            ObjectNode questions,
            Instant now,
            Duration budget,
            long directoryRevision) {
        return new HookRequest(
                UuidV7.at(now).toString(),
                MessageTypes.HOOK_QUESTIONS,
                first.definition().domain(),
                first.subject(),
                questions,
                first.actor(),
                now,
                now.plus(budget),
                directoryRevision);
    }

    String topic() {
        return Topics.before(domain);
    }

    String schema() {
        return SchemaUris.of(type, "event");
    }
}
