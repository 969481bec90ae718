package dev.hookline.content.store;

import dev.hookline.content.entry.EntryKey;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The table {@code entry_unique_value}; needs a transaction. Plain JDBC, since every creation comes
 * through here and there is no entity to gain.
 */
@ApplicationScoped
class UniqueValues {

    // Waits for a transaction that takes or gives up the same value, then sees how it ended.
    private static final String TAKE =
            """
            INSERT INTO entry_unique_value (collection, field, value_hash, entry_id)
            SELECT ?, wanted.field, decode(wanted.hash, 'hex'), ?
            FROM unnest(?, ?) AS wanted (field, hash)
            ON CONFLICT DO NOTHING
            RETURNING field, encode(value_hash, 'hex')
            """;

    private static final String GIVE_UP =
            """
            DELETE FROM entry_unique_value AS held
            USING unnest(?, ?) AS unwanted (field, hash)
            WHERE held.collection = ? AND held.entry_id = ?
              AND held.field = unwanted.field
              AND held.value_hash = decode(unwanted.hash, 'hex')
            """;

    // An array, not a join: the index is asked for each value and nothing else is looked at.
    private static final String HELD_BY_OTHERS =
            """
            SELECT field, encode(value_hash, 'hex')
            FROM entry_unique_value
            WHERE collection = ? AND field = ? AND entry_id <> ?
              AND value_hash = ANY (ARRAY(SELECT decode(hash, 'hex') FROM unnest(?) AS hash))
            """;

    private static final String FORGET_FIELD =
            "DELETE FROM entry_unique_value WHERE collection = ? AND field = ?";

    private final AgroalDataSource database;

    UniqueValues(AgroalDataSource database) {
        this.database = database;
    }

    /**
     * Takes values for an entry, all or none.
     *
     * @return those that another entry holds; empty when all were taken
     */
    SortedSet<UniqueValue> take(EntryKey key, SortedSet<UniqueValue> values) {
        var refused = new TreeSet<>(values);
        if (values.isEmpty()) {
            return refused;
        }
        // Values given up by a deletion would stay taken for others until the transaction ends, and
        // the next attempt could not take its values in order any more.
        boolean isUndone = values.size() > 1;
        if (isUndone) {
            run("SAVEPOINT taking", PreparedStatement::execute);
        }
        refused.removeAll(insert(key, values));
        if (isUndone) {
            run(
                    refused.isEmpty() ? "RELEASE SAVEPOINT taking" : "ROLLBACK TO SAVEPOINT taking",
                    PreparedStatement::execute);
        }
        return refused;
    }

    private Set<UniqueValue> insert(EntryKey key, SortedSet<UniqueValue> values) {
        return run(
                TAKE,
                statement -> {
                    statement.setString(1, key.collection());
                    statement.setString(2, key.id());
                    setValues(statement, 3, values);
                    return read(statement);
                });
    }

    void giveUp(EntryKey key, Collection<UniqueValue> values) {
        if (!values.isEmpty()) {
            run(
                    GIVE_UP,
                    statement -> {
                        setValues(statement, 1, values);
                        statement.setString(3, key.collection());
                        statement.setString(4, key.id());
                        return statement.executeUpdate();
                    });
        }
    }

    /** Which of these values of one field other entries hold. */
    Set<UniqueValue> heldByOthers(EntryKey key, String field, Collection<UniqueValue> values) {
        return run(
                HELD_BY_OTHERS,
                statement -> {
                    statement.setString(1, key.collection());
                    statement.setString(2, field);
                    statement.setString(3, key.id());
                    setTexts(statement, 4, values.stream().map(UniqueValue::hash));
                    return read(statement);
                });
    }

    void forgetField(String collection, String field) {
        run(
                FORGET_FIELD,
                statement -> {
                    statement.setString(1, collection);
                    statement.setString(2, field);
                    return statement.executeUpdate();
                });
    }

    private <T> T run(String sql, Work<T> work) {
        try (Connection connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            return work.on(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot work on unique values", e);
        }
    }

    private static Set<UniqueValue> read(PreparedStatement statement) throws SQLException {
        var found = new HashSet<UniqueValue>();
        try (var rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(new UniqueValue(rows.getString(1), rows.getString(2)));
            }
        }
        return found;
    }

    private static void setValues(
            PreparedStatement statement, int first, Collection<UniqueValue> values)
            throws SQLException {
        setTexts(statement, first, values.stream().map(UniqueValue::field));
        setTexts(statement, first + 1, values.stream().map(UniqueValue::hash));
    }

    private static void setTexts(PreparedStatement statement, int index, Stream<String> texts)
            throws SQLException {
        statement.setArray(index, statement.getConnection().createArrayOf("text", texts.toArray()));
    }

    /** What is done with a statement. */
    @FunctionalInterface
    private interface Work<T> {

        T on(PreparedStatement statement) throws SQLException;
    }
}
