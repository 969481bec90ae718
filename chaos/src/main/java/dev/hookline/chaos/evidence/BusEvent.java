package dev.hookline.chaos.evidence;

import java.time.Instant;

/**
 * A record of a topic.
 *
 * @param subject the record's key
 * @param version of the entry in it, 0 for none
 * @param operation that saved the entry or file or mail in it, empty for none
 * @param detail for ticks the scheduled time, for deletions {@code permanent} or empty
 */
public record BusEvent(
        String topic,
        int partition,
        long offset,
        String subject,
        String id,
        String hook,
        Instant time,
        long version,
        String operation,
        String title,
        String mark,
        String detail) {}
