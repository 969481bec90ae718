package dev.hookline.chaos.evidence;

import java.time.Instant;

/** Whether a replica said that it is ready. */
public record HealthSample(String replica, Instant at, boolean ready) {}
