package dev.hookline.chaos.observe;

import dev.hookline.chaos.evidence.Evidence;
import dev.hookline.chaos.evidence.Stored;
import dev.hookline.localstack.database.DatabaseLogin;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Reads what the services have stored. */
public final class DatabaseReader {

    private static final String OPERATION_OF_MAIL = "submitted->>'subject'";

    private final Function<String, DatabaseLogin> logins;

    /** How one row becomes evidence. */
    private interface RowReader {

        Stored read(ResultSet row) throws SQLException;
    }

    /**
     * Reads past all proxies.
     *
     * @param logins by the name of the database
     */
    public DatabaseReader(Function<String, DatabaseLogin> logins) {
        this.logins = logins;
    }

    public void addTo(Evidence evidence) throws SQLException {
        read(
                "content",
                """
                SELECT collection || '/' || entry_id, revision, data->>'op', data->>'title', data->>'mark'
                FROM entry_revision ORDER BY collection, entry_id, revision
                """,
                row ->
                        new Stored.Revision(
                                text(row, 1),
                                row.getInt(2),
                                text(row, 3),
                                text(row, 4),
                                text(row, 5)),
                evidence);
        read(
                "content",
                "SELECT collection || '/' || id, status, version FROM entry",
                row -> new Stored.Entry(text(row, 1), text(row, 2), row.getLong(3)),
                evidence);
        read(
                "media",
                "SELECT id, filename, sha256 FROM media_item",
                row -> new Stored.File(text(row, 1), text(row, 2), text(row, 3)),
                evidence);
        read(
                "email",
                "SELECT id, " + OPERATION_OF_MAIL + ", status FROM email_message",
                row -> new Stored.Mail(text(row, 1), lastWord(text(row, 2)), text(row, 3)),
                evidence);
        read(
                "gateway",
                "SELECT id, status FROM plugin",
                row -> new Stored.Plugin(text(row, 1), text(row, 2)),
                evidence);
        for (var leftover : leftovers()) {
            evidence.add(leftover);
        }
    }

    /** Rows that are there only while something is under way. */
    public List<Stored.Leftover> leftovers() throws SQLException {
        var found = new Evidence(new dev.hookline.chaos.history.History());
        for (var database : List.of("content", "media", "email", "gateway")) {
            read(
                    database,
                    "SELECT count(*), min(topic || ' ' || message_key) FROM outbox_event",
                    row ->
                            new Stored.Leftover(
                                    "unpublished events of " + database,
                                    row.getLong(1),
                                    text(row, 2)),
                    found);
        }
        read(
                "gateway",
                """
                SELECT plugin_id || ' ' || state, count(*), min(subject || ' ' || coalesce(reason, ''))
                FROM delivery GROUP BY 1
                """,
                row ->
                        new Stored.Leftover(
                                "deliveries of " + text(row, 1), row.getLong(2), text(row, 3)),
                found);
        read(
                "email",
                """
                SELECT count(*), min(id || ' ' || coalesce(last_error, ''))
                FROM email_message WHERE status IN ('queued', 'sending')
                """,
                row -> new Stored.Leftover("mails under way", row.getLong(1), text(row, 2)),
                found);
        return found.stored(Stored.Leftover.class).stream()
                .filter(leftover -> leftover.count() > 0)
                .toList();
    }

    private void read(String database, String sql, RowReader reader, Evidence evidence)
            throws SQLException {
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                evidence.add(reader.read(rows));
            }
        }
    }

    private Connection connect(String database) throws SQLException {
        var login = logins.apply(database);
        return DriverManager.getConnection(login.jdbcUrl(), login.username(), login.password());
    }

    private static String text(ResultSet row, int column) throws SQLException {
        var text = row.getString(column);
        return text == null ? "" : text;
    }

    private static String lastWord(String text) {
        return text.substring(text.lastIndexOf(' ') + 1);
    }
}
