package dev.hookline.email.queue;

/** A message has been stored and waits for a worker. */
public record MailAccepted(String id) {}
