package dev.hookline.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hookline.localstack.broker.BrokerProcess;
import dev.hookline.localstack.broker.FurtherListener;
import dev.hookline.localstack.port.FreePorts;
import dev.hookline.testsupport.DatabaseUnderTest;
import dev.hookline.testsupport.ProcessUnderTest;
import dev.hookline.testsupport.TcpProxy;
import dev.hookline.testsupport.TestTokens;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database or the broker of a service goes away and comes back: the service is itself again
 * within 15 seconds, without a restart, with all its connections, and publishes in order what was
 * saved meanwhile.
 *
 * <p>Outages last a little longer than a socket waits for an answer; {@code
 * -Dhookline.outage=PT10M} makes them longer.
 */
class OutageIT {

    private static final Duration OUTAGE =
            Duration.parse(System.getProperty("hookline.outage", "PT13S"));
    private static final Duration BACK_WITHIN = Duration.ofSeconds(15);
    private static final int POOL = 20;

    @TempDir static Path directory;

    private static DatabaseUnderTest database;
    private static TcpProxy databaseProxy;
    private static TcpProxy brokerProxy;
    private static BrokerProcess broker;
    private static ProcessUnderTest content;
    private static Editor editor;

    @BeforeAll
    static void start() {
        database = DatabaseUnderTest.start();
        databaseProxy = TcpProxy.start(0, database.port());
        int behindProxy = FreePorts.any();
        brokerProxy = TcpProxy.start(0, behindProxy);
        broker =
                BrokerProcess.start(
                        directory,
                        List.of(new FurtherListener("PROXY", behindProxy, brokerProxy.port())));
        content =
                ProcessUnderTest.prepare("content-service", configuration())
                        // Smaller than the outbox of a test.
                        .withHeap("128m");
        content.restart();
        editor = new Editor(content.url());
    }

    @AfterAll
    static void stop() {
        content.close();
        broker.close();
        brokerProxy.close();
        databaseProxy.close();
        database.close();
    }

    @Test
    void restartsOfTheDatabaseCostNoConnection() throws Exception {
        for (int restart = 0; restart < 3; restart++) {
            useWholePool();
            database.restartAtOnce();
        }

        assertIsBack("database restarted three times", System.nanoTime());
    }

    @Test
    void aDatabaseThatIsNoLongerHeardOfIsUsedAgainWhenItIs() throws Exception {
        useWholePool();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            databaseProxy.fallSilent();
            clients.submit(() -> keepAsking(OUTAGE));
            awaitLive(OUTAGE);
            databaseProxy.pass();
            assertIsBack("database silent for " + OUTAGE, System.nanoTime());
        }
    }

    @Test
    void aDatabaseThatRefusesConnectionsIsUsedAgainWhenItTakesThem() throws Exception {
        useWholePool();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            databaseProxy.refuse();
            clients.submit(() -> keepAsking(OUTAGE));
            awaitLive(OUTAGE);
            databaseProxy.pass();
            assertIsBack("database refused for " + OUTAGE, System.nanoTime());
        }
    }

    @Test
    void eventsOfAnOutageOfTheBrokerReachTheTopicInOrder() throws Exception {
        var id = editor.created("0");
        await().atMost(BACK_WITHIN).until(() -> published(id).size() == 1);
        brokerProxy.refuse();
        save(id, 1, 10);
        awaitLive(OUTAGE);
        save(id, 11, 20);

        brokerProxy.pass();
        long back = System.nanoTime();

        await().atMost(BACK_WITHIN).until(() -> published(id).contains("20"));
        report("broker refused for " + OUTAGE, back);
        assertThat(published(id)).isEqualTo(numbers(0, 20));
        assertIsBack("broker refused", back);
    }

    @Test
    void aServiceThatStartsWithoutTheBrokerPublishesInOrderWhenItComes() throws Exception {
        var id = editor.created("0");
        await().atMost(BACK_WITHIN).until(() -> published(id).size() == 1);
        brokerProxy.refuse();
        save(id, 1, 20);
        content.kill();
        int logged = content.output().length();
        content.launch();
        // The first event has failed for want of a broker, later ones are about to be sent.
        await().atMost(Duration.ofSeconds(40))
                .until(() -> content.output().substring(logged).contains("event not published"));

        brokerProxy.pass();
        long back = System.nanoTime();

        await().atMost(BACK_WITHIN).until(() -> published(id).contains("20"));
        report("started without broker", back);
        assertThat(published(id)).isEqualTo(numbers(0, 20));
        content.awaitReady();
    }

    @Test
    void anOutboxLargerThanTheHeapIsPublishedInOrder() throws Exception {
        brokerProxy.refuse();
        try (var connection = database.connect("content");
                var statement = connection.createStatement()) {
            // 300 events of 1 MiB, ten for each of thirty keys.
            statement.executeUpdate(
                    "INSERT INTO outbox_event (topic, message_key, headers, payload) SELECT"
                            + " 'hookline.content.after', 'large/' || n % 30, '{}',"
                            + " convert_to(json_build_object('number', n / 30, 'fill', repeat('x',"
                            + " 1048576))::text, 'UTF8') FROM generate_series(0, 299) AS n");
        }
        brokerProxy.pass();

        await().atMost(Duration.ofSeconds(60)).until(() -> waiting() == 0);

        assertThat(content.isLive()).isTrue();
        var topic = new TopicRecords(broker.bootstrapServers(), "hookline.content.after", "number");
        for (int key = 0; key < 30; key++) {
            assertThat(topic.of("large/" + key)).isEqualTo(numbers(0, 9));
        }
    }

    private static void save(String id, int from, int to) {
        for (int number = from; number <= to; number++) {
            editor.update(id, Map.of("title", String.valueOf(number))).then().statusCode(200);
        }
    }

    private static List<String> published(String id) {
        return new TopicRecords(broker.bootstrapServers(), "hookline.content.after", "title")
                .of(editor.collection() + "/" + id);
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.rangeClosed(from, to).mapToObj(String::valueOf).toList();
    }

    /** Clients do not stop asking in an outage, and may fail. */
    private static void keepAsking(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            editor.collectionStatus();
        }
    }

    /** The service must not be restarted because something else does not answer. */
    private static void awaitLive(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        await().atMost(duration.plusSeconds(20))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    assertThat(content.isLive()).isTrue();
                    return System.nanoTime() > end;
                });
    }

    private static void assertIsBack(String outage, long since) throws Exception {
        await().atMost(BACK_WITHIN)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> content.isReady() && editor.collectionStatus() == 200);
        report(outage + ", answers", since);
        await().atMost(BACK_WITHIN).until(OutageIT::oneRelays);
        var id = editor.created("back");
        await().atMost(BACK_WITHIN).until(() -> !published(id).isEmpty());
        useWholePool();
        report(outage + ", everything", since);
        assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(BACK_WITHIN);
    }

    private static void report(String what, long since) {
        System.out.printf("%s: after %d ms%n", what, (System.nanoTime() - since) / 1_000_000);
    }

    /** Has a request hold each connection of the pool at the same time. */
    private static void useWholePool() throws Exception {
        try (var clients = Executors.newVirtualThreadPerTaskExecutor();
                var holder = database.connect("content")) {
            var answers = new ArrayList<Future<Integer>>();
            holder.setAutoCommit(false);
            try (var statement = holder.createStatement()) {
                statement.execute("LOCK TABLE collection IN ACCESS EXCLUSIVE MODE");
                for (int request = 0; request < POOL - 1; request++) {
                    answers.add(clients.submit(editor::collectionStatus));
                }
                await().atMost(Duration.ofSeconds(5)).until(() -> connections() == POOL);
            } finally {
                holder.rollback();
            }
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
    }

    private static int connections() throws SQLException {
        return count("SELECT count(*) FROM pg_stat_activity WHERE usename = 'content'");
    }

    private static boolean oneRelays() throws SQLException {
        return count("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted") == 1;
    }

    private static int waiting() throws SQLException {
        return count("SELECT count(*) FROM outbox_event");
    }

    private static int count(String sql) throws SQLException {
        try (var connection = database.connect("content");
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static Map<String, String> configuration() {
        var login = database.login("content");
        var configuration = new HashMap<String, String>();
        configuration.put("mp.jwt.verify.publickey.location", "file:" + TestTokens.publicKeyFile());
        configuration.put("mp.jwt.verify.issuer", "https://hookline.local");
        configuration.put(
                "quarkus.datasource.jdbc.url",
                "jdbc:postgresql://127.0.0.1:" + databaseProxy.port() + "/content");
        configuration.put("quarkus.datasource.password", login.password());
        configuration.put("kafka.bootstrap.servers", "127.0.0.1:" + brokerProxy.port());
        return configuration;
    }
}
