package dev.hookline.chaos.audit;

/** A promise that was not kept. */
public record Violation(String promise, String evidence) {}
