package dev.hookline.sdk.services;

import dev.hookline.sdk.gateway.ApiRequest;
import dev.hookline.sdk.gateway.Gateway;
import dev.hookline.sdk.http.Json;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * Tasks of the plugin's own; when one is due, the hook {@code cron} is called with its name. The
 * schedule is a cron expression of five or six fields, a nickname such as {@code @daily}, or an
 * instant for a task that runs once.
 */
public final class Cron {

    private final Gateway gateway;

    public Cron(Gateway gateway) {
        this.gateway = gateway;
    }

    /** Schedules a task in UTC, in place of the plugin's task of that name if there is one. */
    public void schedule(String name, String schedule) {
        put(name, Map.of("schedule", schedule));
    }

    /**
     * Schedules a task with data that come with each call.
     *
     * @param data an object, anything that Jackson writes as one
     */
    public void schedule(String name, String schedule, Object data) {
        put(name, Map.of("schedule", schedule, "data", data));
    }

    /** Schedules a task in a time zone, with data. */
    public void schedule(String name, String schedule, Object data, ZoneId zone) {
        put(name, Map.of("schedule", schedule, "data", data, "timeZone", zone.getId()));
    }

    /** Schedules a task that runs once. */
    public void scheduleOnce(String name, Instant at, Object data) {
        put(name, Map.of("schedule", at.toString(), "data", data));
    }

    /** Whether there was such a task. */
    public boolean cancel(String name) {
        return gateway.find(ApiRequest.of("DELETE", "cron", name)).isPresent();
    }

    /** The plugin's tasks, the next to run first. */
    public List<CronTask> list() {
        var answer = gateway.call(ApiRequest.of("GET", "cron")).json();
        return StreamSupport.stream(answer.path("items").spliterator(), false)
                .map(task -> Json.read(task, CronTask.class))
                .toList();
    }

    private void put(String name, Map<String, ?> task) {
        gateway.call(ApiRequest.of("PUT", "cron", name).json(new LinkedHashMap<>(task)));
    }
}
