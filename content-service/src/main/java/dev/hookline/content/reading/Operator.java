package dev.hookline.content.reading;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a filter compares, by its name in a query parameter. */
enum Operator {
    EQ("eq"),
    NE("ne"),
    GT("gt"),
    GTE("gte"),
    LT("lt"),
    LTE("lte"),
    IN("in"),
    STARTS_WITH("startsWith");

    private final String wireName;

    Operator(String wireName) {
        this.wireName = wireName;
    }

    static Optional<Operator> find(String wireName) {
        return Arrays.stream(values())
                .filter(operator -> operator.wireName.equals(wireName))
                .findFirst();
    }

    /** All names, as a sentence can list them. */
    static String names() {
        return Arrays.stream(values())
                .map(operator -> operator.wireName)
                .collect(Collectors.joining(", "));
    }
}
