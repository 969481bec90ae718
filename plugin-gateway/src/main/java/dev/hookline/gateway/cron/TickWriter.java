package dev.hookline.gateway.cron;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.event.EventHeaders;
import dev.hookline.kit.id.UuidV7;
import dev.hookline.kit.json.LenientJson;
import dev.hookline.kit.outbox.OutboxEvent;
import dev.hookline.schemas.bus.CloudEventHeaders;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.event.CronTick;
import dev.hookline.schemas.hook.HookCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Writes the event of a tick. */
@ApplicationScoped
class TickWriter {

    private static final String SCHEMA = HookCatalogue.get(CronHook.NAME).eventSchema();

    private final EventHeaders headers;
    private final ObjectMapper json;

    TickWriter(EventHeaders headers, ObjectMapper json) {
        this.headers = headers;
        this.json = json;
    }

    /** A tick on its way. */
    record Tick(String eventId, OutboxEvent event) {}

    /**
     * The tick of a due task.
     *
     * @param expiry when this tick is worth nothing any more; empty for a one-shot, which nothing
     *     makes up for
     */
    Tick tickOf(CronTaskEntity task, Instant scheduledAt, Instant now, Optional<Instant> expiry) {
        var subject = task.pluginId + "/" + task.name;
        var eventId = UuidV7.at(now).toString();
        var attributes = headers.of(eventId, CronHook.NAME, subject, SCHEMA, null);
        expiry.ifPresent(at -> attributes.put(CloudEventHeaders.EXPIRY_TIME, at.toString()));
        return new Tick(
                eventId,
                new OutboxEvent(Topics.CRON, subject, attributes, payload(task, scheduledAt)));
    }

    private byte[] payload(CronTaskEntity task, Instant scheduledAt) {
        try {
            var data =
                    task.data == null ? null : LenientJson.readMap(json, task.data, Object.class);
            return json.writeValueAsBytes(new CronTick(task.name, data, scheduledAt));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the data of a task are checked to be JSON", e);
        }
    }
}
