package dev.hookline.gateway.storage;

import java.util.List;

/** Conditions as SQL over the keys that the indexes are made of. */
final class ConditionSql {

    private static final String KEY_OF = "storage_key(?::jsonb)";

    private ConditionSql() {}

    /** Begins the WHERE clause. */
    static void add(Sql sql, List<Condition> conditions) {
        sql.add(" WHERE true");
        conditions.forEach(condition -> {
            sql.add(" AND ");
            add(sql, condition);
        });
    }

    private static void add(Sql sql, Condition condition) {
        var key = condition.field().key();
        switch (condition) {
            case Condition.IsNull ignored -> sql.add(key + " = " + Field.NULL_KEY);
            case Condition.OneOf(var field, var values) when values.size() == 1 ->
                    sql.add(key + " = " + KEY_OF, values.getFirst());
            case Condition.OneOf(var field, var values) ->
                    sql.addTexts(
                            key
                                    + " = ANY (ARRAY(SELECT storage_key(value::jsonb)"
                                    + " FROM unnest(?) AS value))",
                            values);
            case Condition.Bounded bounded -> add(sql, key, bounded);
            case Condition.StartsWith(var field, var prefix, var end) -> {
                sql.add(key + " >= '3' || ?", prefix);
                sql.add(" AND " + key + " < ");
                end.ifPresentOrElse(text -> sql.add("'3' || ?", text), () -> sql.add("'4'"));
            }
        }
    }

    private static void add(Sql sql, String key, Condition.Bounded bounded) {
        sql.add(key + " " + bounded.side().sql() + " " + KEY_OF, bounded.bound());
        var type = bounded.type();
        sql.add(
                " AND "
                        + key
                        + (bounded.side().isAbove() ? " < " + type.end() : " >= " + type.begin()));
    }
}
