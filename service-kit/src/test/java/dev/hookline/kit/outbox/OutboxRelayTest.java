package dev.hookline.kit.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.kit.outbox.OutboxTable.Blocked;
import dev.hookline.kit.signature.RecordSignatures;
import dev.hookline.kit.thread.LiveThreads;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.HookDomain;
import dev.hookline.testsupport.TestInfrastructure;
import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.supplier.AgroalPropertiesReader;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.MemorySize;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The relay against a real database, and mostly a real broker. */
class OutboxRelayTest {

    private static final String TOPIC = Topics.after(HookDomain.CONTENT);
    private static final TestInfrastructure INFRASTRUCTURE = TestInfrastructure.shared();
    private static final Map<String, Object> BROKER =
            Map.of("bootstrap.servers", INFRASTRUCTURE.bootstrapServers());

    private static final RecordSignatures UNSIGNED =
            new RecordSignatures(Optional.empty(), List.of(), false, new SimpleMeterRegistry());

    private final ObjectMapper json = new ObjectMapper();
    private final List<AutoCloseable> open = new ArrayList<>();
    private AgroalDataSource database;

    @BeforeEach
    void createTables() throws Exception {
        database = dataSource();
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var migration = getClass().getResourceAsStream("/db/outbox/V0_1__outbox.sql")) {
            statement.execute("DROP TABLE IF EXISTS outbox_event, subject");
            statement.execute(new String(migration.readAllBytes(), StandardCharsets.UTF_8));
            statement.execute("CREATE TABLE subject (key text PRIMARY KEY, number int NOT NULL)");
        }
    }

    @AfterEach
    void stop() throws Exception {
        for (var resource : open) {
            resource.close();
        }
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS outbox_event, subject");
        }
        database.close();
    }

    @Test
    void keepsOrderPerKeyUnderConcurrentTransactions() throws Exception {
        var run = UUID.randomUUID().toString();
        startRelay(new EventPublisher(BROKER, UNSIGNED));

        try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < 8; writer++) {
                writers.submit(() -> writeAll(run, 10, 20));
            }
        }

        var published = read(run, 8 * 10 * 20);
        assertThat(published).hasSize(10);
        assertThat(published)
                .allSatisfy((key, numbers) ->
                        assertThat(numbers)
                                .isEqualTo(IntStream.rangeClosed(1, 160).boxed().toList()));
        await().untilAsserted(() -> assertThat(waiting()).isZero());
    }

    @Test
    void publishesNothingThatWasRolledBack() throws Exception {
        var run = UUID.randomUUID().toString();
        startRelay(new EventPublisher(BROKER, UNSIGNED));
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            insert(connection, run + "/rolled-back", 1);
            connection.rollback();
        }
        write(run + "/committed", 1);

        assertThat(read(run, 1)).containsOnlyKeys(run + "/committed");
    }

    @Test
    void sendsNothingBehindAnEventThatTheBrokerDidNotTakeOnTheSameKey() throws Exception {
        var broker = new MoodyBroker("bad");
        write("bad", 1);
        write("good", 1);
        write("bad", 2);
        write("good", 2);
        startRelay(broker);

        await().untilAsserted(() -> assertThat(broker.taken).contains("good/1", "good/2"));
        await().untilAsserted(() -> assertThat(waiting()).isEqualTo(2));
        assertThat(broker.taken).doesNotContain("bad/2");

        broker.refused = "";
        await().untilAsserted(() -> assertThat(waiting()).isZero());
        assertThat(broker.taken.stream().filter(event -> event.startsWith("bad")))
                .containsExactly("bad/1", "bad/2");
    }

    @Test
    void lanesThatCannotBePublishedStopNoOthersHoweverManyTheyAre() throws Exception {
        var broker = new MoodyBroker("bad");
        for (int row = 0; row < 250; row++) {
            write("bad", 1);
        }
        write("good", 1);
        startRelay(broker);

        // More rows than a batch has are in front of it.
        await().untilAsserted(() -> assertThat(broker.taken).containsExactly("good/1"));
    }

    @Test
    void aTopicThatIsMissingIsTriedOnceAndDelaysNoOther() throws Exception {
        var broker = new EventPublisher(BROKER, UNSIGNED);
        for (int row = 0; row < 20; row++) {
            insertInto("hookline.missing", "key" + row);
        }
        var run = UUID.randomUUID().toString();
        write(run, 1);
        startRelay(broker);

        // One attempt takes five seconds, twenty would take a hundred.
        assertThat(read(run, 1)).containsOnlyKeys(run);
        var another = UUID.randomUUID().toString();
        write(another, 1);
        long written = System.nanoTime();
        assertThat(read(another, 1)).containsOnlyKeys(another);
        assertThat(Duration.ofNanos(System.nanoTime() - written)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void readsAsManyEventsAsFitAndAtLeastOne() throws Exception {
        var table = new OutboxTable(database, json);
        writeBytes("a", 600_000);
        writeBytes("b", 300_000);
        writeBytes("c", 200_000);
        writeBytes("d", 2_000_000);

        assertThat(table.oldest(500, 1_000_000, Blocked.NOTHING))
                .extracting(pending -> pending.event().key())
                .containsExactly("a", "b");
        assertThat(table.oldest(500, 1, Blocked.NOTHING))
                .extracting(pending -> pending.event().key())
                .containsExactly("a");
        assertThat(
                        table.oldest(
                                500,
                                1_000_000,
                                new Blocked(Set.of(), Set.of(TOPIC + "/a", TOPIC + "/b"))))
                .extracting(pending -> pending.event().key())
                .containsExactly("c");
        assertThat(table.oldest(500, 1_000_000, new Blocked(Set.of(TOPIC), Set.of()))).isEmpty();
        assertThat(table.waiting().events()).isEqualTo(4);
    }

    @Test
    void leavesTheRelayToOneReplicaAtATime() throws Exception {
        try (var otherDatabase = dataSource()) {
            var first = new RelayLeadership(database, new RelayWakeUp());
            var second = new RelayLeadership(otherDatabase, new RelayWakeUp());

            assertThat(first.isHeld()).isTrue();
            assertThat(second.isHeld()).isFalse();

            first.release();
            assertThat(second.isHeld()).isTrue();
            assertThat(first.isHeld()).isFalse();
            second.release();
        }
    }

    @Test
    void wakesTheRelayOfAnotherReplica() throws Exception {
        var relaying = new RelayWakeUp();
        var leadership = new RelayLeadership(database, relaying);
        assertThat(leadership.isHeld()).isTrue();
        var woken =
                CompletableFuture.supplyAsync(() -> {
                    long started = System.nanoTime();
                    awaitQuietly(relaying);
                    return Duration.ofNanos(System.nanoTime() - started);
                });

        try (var connection = database.getConnection()) {
            new RelayWakeUp().announceWithin(connection);
        }

        assertThat(woken.get()).isLessThan(Duration.ofSeconds(9));
        leadership.release();
    }

    private static void awaitQuietly(RelayWakeUp wakeUp) {
        try {
            wakeUp.await(Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void startRelay(EventPublisher publisher) {
        var wakeUp = new RelayWakeUp();
        var relay =
                new OutboxRelay(
                        new OutboxTable(database, json),
                        publisher,
                        new RelayLeadership(database, wakeUp),
                        wakeUp,
                        new Impatient(),
                        new LiveThreads(Duration.ofMinutes(1)));
        relay.start(new StartupEvent());
        open.add(() -> relay.stop(new ShutdownEvent()));
        open.add(publisher::close);
    }

    private void writeAll(String run, int subjects, int times) {
        for (int time = 0; time < times; time++) {
            for (int subject = 0; subject < subjects; subject++) {
                writeNext(run + "/" + subject);
            }
        }
    }

    /**
     * One transaction as services make them: the subject's row is locked before the event is
     * written.
     */
    private void writeNext(String key) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (var statement =
                    connection.prepareStatement(
                            "INSERT INTO subject VALUES (?, 1) ON CONFLICT (key) DO UPDATE SET"
                                    + " number = subject.number + 1 RETURNING number")) {
                statement.setString(1, key);
                try (var row = statement.executeQuery()) {
                    row.next();
                    insert(connection, key, row.getInt(1));
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void write(String key, int number) throws SQLException {
        try (var connection = database.getConnection()) {
            insert(connection, key, number);
        }
    }

    private static void insert(Connection connection, String key, int number) throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        "INSERT INTO outbox_event (topic, message_key, headers, payload) VALUES (?,"
                                + " ?, '{}', ?)")) {
            statement.setString(1, TOPIC);
            statement.setString(2, key);
            statement.setBytes(3, String.valueOf(number).getBytes(StandardCharsets.UTF_8));
            statement.executeUpdate();
        }
    }

    private void writeBytes(String key, int size) throws SQLException {
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement(
                                "INSERT INTO outbox_event (topic, message_key, headers, payload)"
                                        + " VALUES (?, ?, '{}', ?)")) {
            statement.setString(1, TOPIC);
            statement.setString(2, key);
            statement.setBytes(3, new byte[size]);
            statement.executeUpdate();
        }
    }

    private void insertInto(String topic, String key) throws SQLException {
        try (var connection = database.getConnection();
                var statement =
                        connection.prepareStatement(
                                "INSERT INTO outbox_event (topic, message_key, headers, payload)"
                                        + " VALUES (?, ?, '{}', NULL)")) {
            statement.setString(1, topic);
            statement.setString(2, key);
            statement.executeUpdate();
        }
    }

    private int waiting() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM outbox_event")) {
            row.next();
            return row.getInt(1);
        }
    }

    private static Map<String, List<Integer>> read(String run, int expected) {
        try (var consumer =
                new KafkaConsumer<>(BROKER, new StringDeserializer(), new StringDeserializer())) {
            var partitions =
                    consumer.partitionsFor(TOPIC).stream()
                            .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var found = new HashMap<String, List<Integer>>();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> {
                        for (var event : consumer.poll(Duration.ofMillis(200))) {
                            if (event.key() != null && event.key().startsWith(run)) {
                                found.computeIfAbsent(event.key(), key -> new ArrayList<>())
                                        .add(Integer.valueOf(event.value()));
                            }
                        }
                        return found.values().stream().mapToInt(List::size).sum() >= expected;
                    });
            return found;
        }
    }

    private static AgroalDataSource dataSource() throws SQLException, IOException {
        var login = INFRASTRUCTURE.login("media");
        return AgroalDataSource.from(
                new AgroalPropertiesReader()
                        .readProperties(
                                Map.of(
                                        "jdbcUrl", login.jdbcUrl(),
                                        "principal", login.username(),
                                        "credential", login.password(),
                                        "maxSize", "12"))
                        .get());
    }

    /** A broker that refuses events of one key. */
    private static final class MoodyBroker extends EventPublisher {

        private final ConcurrentLinkedQueue<String> taken = new ConcurrentLinkedQueue<>();
        private volatile String refused;

        MoodyBroker(String refused) {
            super(BROKER, UNSIGNED);
            this.refused = refused;
        }

        @Override
        CompletableFuture<Void> publish(OutboxEvent event) {
            var number = new String(event.payload(), StandardCharsets.UTF_8);
            // Only the first event of the key is refused: the second would arrive, out of order.
            if (event.key().equals(refused) && number.equals("1")) {
                return CompletableFuture.failedFuture(new IllegalStateException("refused"));
            }
            taken.add(event.key() + "/" + number);
            return CompletableFuture.completedFuture(null);
        }
    }

    private static final class Impatient implements OutboxConfig {

        @Override
        public int batchSize() {
            return 100;
        }

        @Override
        public MemorySize batchBytes() {
            return new MemorySize(BigInteger.valueOf(1_000_000));
        }

        @Override
        public Duration poll() {
            return Duration.ofMillis(20);
        }

        @Override
        public Duration retry() {
            return Duration.ofMillis(50);
        }
    }
}
