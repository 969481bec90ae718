package dev.hookline.gateway.cron;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * A task as a plugin wants it, checked.
 *
 * @param scheduleText the schedule in the plugin's own words
 * @param zone in which the schedule's times are meant
 * @param data a JSON object as text, handed over with each tick
 */
record TaskDefinition(
        String name, String scheduleText, Schedule schedule, ZoneId zone, @Nullable String data) {}
