package dev.hookline.chaos.history;

import java.time.Duration;
import java.time.Instant;

/**
 * One request and what came back.
 *
 * @param status of the answer, 0 for none
 * @param reason the problem's type, or why there is no answer
 */
public record Attempt(
        String operation,
        Action action,
        String replica,
        Told told,
        int status,
        String reason,
        Instant begun,
        Duration took) {}
