package dev.hookline.chaos.evidence;

/** A file fetched from a replica after the run; {@code digest} is of the bytes that came. */
public record ReadFile(String id, String replica, int status, String digest) {}
