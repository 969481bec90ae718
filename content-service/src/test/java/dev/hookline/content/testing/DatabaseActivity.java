package dev.hookline.content.testing;

import dev.hookline.testsupport.TestInfrastructure;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What the database says about the service's connections. */
public final class DatabaseActivity {

    private static final String NOT_IDLE =
            """
            SELECT state || ': ' || query FROM pg_stat_activity
            WHERE datname = 'content' AND backend_type = 'client backend' AND state <> 'idle'
              AND pid <> pg_backend_pid()
            """;

    private static final String WAITING =
            """
            SELECT query FROM pg_stat_activity
            WHERE datname = 'content' AND wait_event_type = 'Lock'
            """;

    private DatabaseActivity() {}

    /** Connections that run a statement or have a transaction open. */
    public static List<String> notIdle() {
        return rows(NOT_IDLE);
    }

    /** How many statements wait for somebody else's lock. */
    public static int waitingForLocks() {
        return rows(WAITING).size();
    }

    private static List<String> rows(String query) {
        var login = TestInfrastructure.shared().superuser();
        try (var connection =
                        DriverManager.getConnection(
                                login.jdbcUrl(), login.username(), login.password());
                var rows = connection.createStatement().executeQuery(query)) {
            var found = new ArrayList<String>();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
            return found;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
