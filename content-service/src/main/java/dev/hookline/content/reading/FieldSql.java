package dev.hookline.content.reading;

import dev.hookline.content.field.FieldDefinition;

/** SQL for the value of a field, its default taken for entries that say nothing about it. */
final class FieldSql {

    private static final String JSON_NULL = "null";

    private FieldSql() {}

    /** As jsonb, never SQL's null. */
    static String json(Sql sql, String column, FieldDefinition field) {
        var preset = field.defaultValue();
        return "coalesce("
                + column
                + " -> "
                + sql.bind(field.name(), "text")
                + ", "
                + sql.bind(preset == null ? JSON_NULL : preset.toString(), "jsonb")
                + ")";
    }

    /** As text, without JSON's quotes; SQL's null where the field is null. */
    static String text(Sql sql, String column, FieldDefinition field) {
        return "(" + json(sql, column, field) + " #>> '{}')";
    }
}
