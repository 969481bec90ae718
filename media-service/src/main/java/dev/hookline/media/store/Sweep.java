package dev.hookline.media.store;

/**
 * What a sweep has found and done.
 *
 * @param objects in the store before it
 * @param bytes of all of them
 * @param orphans removed
 * @param leftovers of uploads and keeps that never ended, removed
 * @param failures of single removals, which the next sweep tries again
 */
record Sweep(long objects, long bytes, long orphans, long leftovers, long failures) {}
