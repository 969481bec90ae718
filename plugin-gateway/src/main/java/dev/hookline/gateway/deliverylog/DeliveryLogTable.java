package dev.hookline.gateway.deliverylog;

import dev.hookline.kit.text.ForeignText;
import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table {@code delivery_log}, as it is written. */
@ApplicationScoped
class DeliveryLogTable {

    private static final String INSERT =
            """
            INSERT INTO delivery_log (at, plugin_id, event_id, hook, subject, attempt, status,
                http_status, millis, reason, answer)
            SELECT * FROM unnest(?::timestamptz[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::integer[], ?::text[], ?::integer[], ?::integer[], ?::text[], ?::text[])
            """;

    private static final String FORGET_OLD =
            """
            DELETE FROM delivery_log
            WHERE at < ? AND position IN (SELECT position FROM delivery_log ORDER BY position LIMIT ?)
            """;

    private static final String FORGET_EXCESS =
            """
            DELETE FROM delivery_log
            WHERE position <= (SELECT max(position) - ? FROM delivery_log)
                AND position IN (SELECT position FROM delivery_log ORDER BY position LIMIT ?)
            """;

    private static final int MAX_SUBJECT = 1000;

    private final AgroalDataSource dataSource;

    DeliveryLogTable(AgroalDataSource dataSource) {
        this.dataSource = dataSource;
    }

    void insert(List<LoggedAttempt> lines) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            try (var relaxed = connection.createStatement();
                    var statement = connection.prepareStatement(INSERT)) {
                // Losing the last moments is allowed, so that nobody waits for the disk.
                relaxed.execute("SET LOCAL synchronous_commit = off");
                bind(connection, statement, lines);
                statement.executeUpdate();
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private static void bind(
            Connection connection, PreparedStatement row, List<LoggedAttempt> lines)
            throws SQLException {
        array(connection, row, 1, "timestamptz", lines, line -> line.at().toString());
        array(connection, row, 2, "text", lines, LoggedAttempt::pluginId);
        array(connection, row, 3, "text", lines, line -> ForeignText.asReason(line.eventId()));
        array(connection, row, 4, "text", lines, line -> ForeignText.asReason(line.hook()));
        array(
                connection,
                row,
                5,
                "text",
                lines,
                line -> ForeignText.cleaned(line.subject(), MAX_SUBJECT));
        array(connection, row, 6, "integer", lines, LoggedAttempt::attempt);
        array(connection, row, 7, "text", lines, line -> line.status().text());
        array(connection, row, 8, "integer", lines, LoggedAttempt::httpStatus);
        array(connection, row, 9, "integer", lines, LoggedAttempt::millis);
        array(connection, row, 10, "text", lines, line -> reason(line.reason()));
        array(connection, row, 11, "text", lines, line -> clean(line.answer()));
    }

    private static void array(
            Connection connection,
            PreparedStatement statement,
            int index,
            String type,
            List<LoggedAttempt> lines,
            Function<LoggedAttempt, @Nullable Object> column)
            throws SQLException {
        statement.setArray(
                index, connection.createArrayOf(type, lines.stream().map(column).toArray()));
    }

    private static @Nullable String reason(@Nullable String text) {
        return text == null ? null : ForeignText.asReason(text);
    }

    /** Text that PostgreSQL takes and a terminal survives, with its line breaks. */
    private static @Nullable String clean(@Nullable String text) {
        return text == null || text.chars().noneMatch(Character::isISOControl)
                ? text
                : text.replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", " ");
    }

    /** Forgets some of the lines that are too old; how many there were. */
    int forgetBefore(Instant oldest, int atMost) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(FORGET_OLD)) {
            statement.setObject(1, oldest.atOffset(ZoneOffset.UTC));
            statement.setInt(2, atMost);
            return statement.executeUpdate();
        }
    }

    /** Forgets some of the oldest lines while there are more than wanted; how many there were. */
    int forgetMoreThan(long most, int atMost) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(FORGET_EXCESS)) {
            statement.setLong(1, most);
            statement.setInt(2, atMost);
            return statement.executeUpdate();
        }
    }
}
