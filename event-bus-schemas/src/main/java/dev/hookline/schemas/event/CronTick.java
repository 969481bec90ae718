package dev.hookline.schemas.event;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hookline.schemas.Checked;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A task that the plugin scheduled is due.
 *
 * @param name the task's name, unique within the plugin
 * @param data what the plugin gave when it scheduled the task
 * @param scheduledAt when it was due, which may be earlier than now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CronTick(
        String name,
        @Nullable Map<String, @Nullable Object> data,
        @JsonFormat(shape = JsonFormat.Shape.STRING) Instant scheduledAt) {

    public CronTick {
        Checked.text(name, "name");
        data = data == null ? null : Checked.map(data, "data");
        Objects.requireNonNull(scheduledAt, "scheduledAt");
    }
}
