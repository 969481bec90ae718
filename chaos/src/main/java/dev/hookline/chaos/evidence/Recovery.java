package dev.hookline.chaos.evidence;

import java.time.Duration;

/** Something that must be well again within a time. */
public record Recovery(String what, Duration took, Duration allowed, boolean happened) {}
