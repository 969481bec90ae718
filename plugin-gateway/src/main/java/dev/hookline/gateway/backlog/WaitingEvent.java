package dev.hookline.gateway.backlog;

import org.jspecify.annotations.Nullable;

/**
 * An event of a parked subject.
 *
 * @param position of its row
 * @param attempts made so far
 */
public record WaitingEvent(
        long position, AfterEvent event, int attempts, @Nullable String reason) {}
