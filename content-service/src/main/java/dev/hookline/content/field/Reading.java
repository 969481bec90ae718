package dev.hookline.content.field;

import com.fasterxml.jackson.databind.JsonNode;

/** What became of one value that was read as a field type. */
public sealed interface Reading {

    /**
     * It fits.
     *
     * @param value its canonical form, which is what gets stored
     */
    record Fits(JsonNode value) implements Reading {}

    /**
     * It does not fit.
     *
     * @param place where within the value, such as {@code [2]._type}; empty for the value itself
     */
    record Misfit(String place, String message) implements Reading {}

    static Reading misfit(String message) {
        return new Misfit("", message);
    }
}
