package dev.hookline.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.testsupport.DatabaseUnderTest;
import dev.hookline.testsupport.TcpProxy;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalPropertiesReader;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who relays when the database is restarted, refuses, or is no longer heard of. */
class RelayLeadershipTest {

    private static final int POOL = 5;

    private static DatabaseUnderTest server;

    @BeforeAll
    static void start() {
        server = DatabaseUnderTest.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void losesNoConnectionWhenTheDatabaseRestarts() throws Exception {
        try (var pool = pool(server.port(), false)) {
            var leadership = new RelayLeadership(pool, new RelayWakeUp());
            for (int restart = 0; restart < 3; restart++) {
                await().until(leadership::isHeld);
                assertThat(borrowed(pool, POOL - 1)).isTrue();

                server.restartAtOnce();

                // Each attempt meets a connection that the pool takes for a good one.
                for (int attempt = 0; attempt < 2 * POOL; attempt++) {
                    leadership.isHeld();
                }
            }

            await().until(leadership::isHeld);
            assertThat(borrowed(pool, POOL - 1)).isTrue();
            assertThat(locks()).isEqualTo(1);
            leadership.release();
            assertThat(locks()).isZero();
        }
    }

    @Test
    void leavesTheLockToOthersWhenItCannotListen() throws Exception {
        try (var pool = pool(server.port(), true)) {
            var deaf = new RelayLeadership(refusing("LISTEN", pool), new RelayWakeUp());

            for (int attempt = 0; attempt < 2 * POOL; attempt++) {
                assertThat(deaf.isHeld()).isFalse();
            }

            assertThat(locks()).isZero();
            assertThat(borrowed(pool, POOL)).isTrue();
        }
    }

    @Test
    void stopsRelayingBeforeAnotherBeginsWhenTheDatabaseFallsSilent() throws Exception {
        try (var proxy = TcpProxy.start(0, server.port());
                var cutOff = pool(proxy.port(), true);
                var direct = pool(server.port(), true)) {
            var first = new RelayLeadership(cutOff, new RelayWakeUp());
            var second = new RelayLeadership(direct, new RelayWakeUp());
            assertThat(first.isHeld()).isTrue();

            proxy.fallSilent();

            await().atMost(Duration.ofSeconds(10)).until(() -> !first.isConfirmed());
            assertThat(second.isHeld()).isFalse();
            assertThat(first.isHeld()).isFalse();
            proxy.pass();
            await().until(second::isHeld);
            assertThat(first.isHeld()).isFalse();
            assertThat(borrowed(cutOff, POOL)).isTrue();
            second.release();
        }
    }

    /** Whether so many connections can be had at once, and each answers. */
    private static boolean borrowed(AgroalDataSource pool, int count) throws SQLException {
        List<Connection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                var connection = pool.getConnection();
                connections.add(connection);
                try (var statement = connection.createStatement()) {
                    statement.execute("SELECT 1");
                }
            }
            return true;
        } finally {
            for (var connection : connections) {
                connection.close();
            }
        }
    }

    /** The same pool, with a database that fails one kind of statement. */
    private static AgroalDataSource refusing(String sql, AgroalDataSource pool) {
        return decorated(
                AgroalDataSource.class,
                pool,
                source ->
                        decorated(
                                Connection.class,
                                (Connection) source,
                                connection ->
                                        connection instanceof Statement statement
                                                ? decorated(
                                                        Statement.class,
                                                        statement,
                                                        result -> result,
                                                        sql)
                                                : connection));
    }

    private static <T> T decorated(Class<T> type, T original, UnaryOperator<Object> results) {
        return decorated(type, original, results, "no statement begins so");
    }

    private static <T> T decorated(
            Class<T> type, T original, UnaryOperator<Object> results, String refused) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> {
                            if (arguments != null
                                    && arguments[0] instanceof String sql
                                    && sql.startsWith(refused)) {
                                throw new SQLException("refused: " + sql);
                            }
                            try {
                                var result = method.invoke(original, arguments);
                                return result instanceof Connection || result instanceof Statement
                                        ? results.apply(result)
                                        : result;
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }

    private static int locks() throws SQLException {
        try (var connection = server.connect("content");
                var statement = connection.createStatement();
                var row =
                        statement.executeQuery(
                                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static AgroalDataSource pool(int port, boolean validating) throws SQLException {
        var login = server.login("content");
        var settings =
                new AgroalPropertiesReader()
                        .readProperties(
                                Map.of(
                                        "jdbcUrl",
                                                "jdbc:postgresql://127.0.0.1:"
                                                        + port
                                                        + "/content?socketTimeout=10&connectTimeout=3",
                                        "principal", login.username(),
                                        "credential", login.password(),
                                        "acquisitionTimeout_s", "3",
                                        "maxSize", String.valueOf(POOL)));
        return AgroalDataSource.from(
                settings.modify()
                        .connectionPoolConfiguration(pool ->
                                pool.exceptionSorter(new PostgreSQLExceptionSorter())
                                        .connectionValidator(
                                                ConnectionValidator.defaultValidatorWithTimeout(2))
                                        .validateOnBorrow(validating)));
    }
}
