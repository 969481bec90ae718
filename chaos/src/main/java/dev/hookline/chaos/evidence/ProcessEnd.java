package dev.hookline.chaos.evidence;

import java.time.Instant;

/** A service that ended without being told to. */
public record ProcessEnd(String replica, Instant at, String endOfLog) {}
