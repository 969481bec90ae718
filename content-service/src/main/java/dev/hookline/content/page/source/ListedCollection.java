package dev.hookline.content.page.source;

/**
 * A collection that has pages.
 *
 * @param label the name for people
 */
public record ListedCollection(String name, String label, long version) {}
