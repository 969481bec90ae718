package dev.hookline.chaos.evidence;

/** An error in a log. */
public record LogLine(String file, int line, String text) {}
