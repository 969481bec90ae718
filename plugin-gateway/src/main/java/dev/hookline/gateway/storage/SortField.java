package dev.hookline.gateway.storage;

/** A field that documents are ordered by. */
record SortField(Field field, boolean descending) {}
