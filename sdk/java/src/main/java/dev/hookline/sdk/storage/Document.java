package dev.hookline.sdk.storage;

/** A document of a collection under its id. */
public record Document<T>(String id, T data) {}
