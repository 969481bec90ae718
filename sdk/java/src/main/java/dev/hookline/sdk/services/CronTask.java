package dev.hookline.sdk.services;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * A task of the plugin's own.
 *
 * @param schedule a cron expression or an instant
 * @param nextRunAt RFC 3339
 * @param lastRunAt RFC 3339, null before the first run
 */
public record CronTask(
        String name,
        String schedule,
        @Nullable JsonNode data,
        @Nullable String nextRunAt,
        @Nullable String lastRunAt) {}
