package dev.hookline.content.reading;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A condition in the making: constant SQL with names, and the values that the names are bound to.
 */
final class Sql {

    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> values = new HashMap<>();

    /** Adds a condition; all must hold. */
    Sql and(String condition) {
        conditions.add(condition);
        return this;
    }

    /** Binds a value and gives the name that stands for it in SQL. */
    String bind(Object value) {
        var name = "p" + values.size();
        values.put(name, value);
        return ':' + name;
    }

    /** Binds a text that stands for a value of another SQL type. */
    String bind(String text, String type) {
        return "cast(" + bind(text) + " AS " + type + ")";
    }

    String condition() {
        return String.join(" AND ", conditions);
    }

    Map<String, Object> values() {
        return Map.copyOf(values);
    }
}
