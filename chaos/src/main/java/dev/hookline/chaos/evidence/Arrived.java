package dev.hookline.chaos.evidence;

import java.time.Instant;

/** A message that the mail server has taken. */
public record Arrived(String operation, String messageId, boolean marked, Instant at) {}
