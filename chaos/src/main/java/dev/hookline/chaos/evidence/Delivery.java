package dev.hookline.chaos.evidence;

import java.time.Instant;

/**
 * One call that a plugin received.
 *
 * @param accepted whether it answered that it has taken the event
 */
public record Delivery(
        String plugin, String hook, String eventId, Instant arrived, boolean accepted) {}
