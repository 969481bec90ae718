package dev.hookline.sdk.services;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A task of the plugin's own.
 *
 * @param schedule a cron expression or an instant
 * @param timeZone in which the schedule is meant
 * @param nextRunAt RFC 3339, null when there is none
 * @param lastRunAt RFC 3339, when the plugin was last called for it, null before the first run
 * @param lastOutcome of that call: {@code succeeded} or {@code failed}, null before the first run
 * @param fault why there is no next run, null when there is one
 */
public record CronTask(
        String name,
        String schedule,
        String timeZone,
        @Nullable JsonNode data,
        @Nullable String nextRunAt,
        @Nullable String lastRunAt,
        @Nullable String lastOutcome,
        @Nullable String fault) {}
