package dev.hookline.gateway.pushstop;

import java.time.Instant;

/** Why and since when a plugin is sent nothing more. */
public record PushStop(Instant at, String reason) {}
