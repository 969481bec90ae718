package dev.hookline.chaos.history;

/** An entry read after a write of it was acknowledged, with no other write meanwhile. */
public record Look(String subject, String replica, long acknowledged, long seen) {}
