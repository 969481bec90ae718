package dev.hookline.gateway.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** SQL in the making: constant text, and the values of its parameters in their order. */
final class Sql {

    /** An array parameter of texts. */
    private record Texts(List<String> values) {}

    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();

    /** Adds text of ours, with a parameter for each question mark. */
    Sql add(String constant, Object... values) {
        text.append(constant);
        parameters.addAll(List.of(values));
        return this;
    }

    /** Adds text of ours with one parameter, an array of texts. */
    Sql addTexts(String constant, List<String> values) {
        return add(constant, new Texts(values));
    }

    PreparedStatement prepare(Connection connection) throws SQLException {
        var statement = connection.prepareStatement(text.toString());
        for (int i = 0; i < parameters.size(); i++) {
            var parameter = parameters.get(i);
            statement.setObject(
                    i + 1,
                    parameter instanceof Texts texts
                            ? connection.createArrayOf("text", texts.values().toArray())
                            : parameter);
        }
        return statement;
    }
}
