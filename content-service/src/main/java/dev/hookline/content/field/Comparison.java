package dev.hookline.content.field;

/** How values of a type can be compared in filters and orders. */
public enum Comparison {
    /** Not at all. */
    NONE,
    /** For being equal, or contained. */
    EQUALITY,
    /** For coming before or after each other as well. */
    ORDER
}
