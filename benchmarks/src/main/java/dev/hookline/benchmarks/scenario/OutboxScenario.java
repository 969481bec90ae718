package dev.hookline.benchmarks.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hookline.benchmarks.figure.Figures;
import dev.hookline.benchmarks.figure.Latencies;
import dev.hookline.benchmarks.plugin.EventNumber;
import dev.hookline.benchmarks.stack.MeasuredStack;
import dev.hookline.schemas.bus.Topics;
import dev.hookline.schemas.hook.HookDomain;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * The way from the outbox to the topic: a full table drained, and single rows of an idle system,
 * committed and announced as another replica would.
 */
public final class OutboxScenario {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final String GROUP = "outbox";

    private static final String FILL =
            """
            INSERT INTO outbox_event (topic, message_key, headers, payload)
            SELECT ?, 'bench/' || (n %% 1000), ?::jsonb, ?
            FROM generate_series(1, %d) AS n
            """;

    private static final String SINGLE =
            "INSERT INTO outbox_event (topic, message_key, headers, payload)"
                    + " VALUES (?, ?, ?::jsonb, ?)";

    private final MeasuredStack stack;
    private final Figures figures;

    public OutboxScenario(MeasuredStack stack, Figures figures) {
        this.stack = stack;
        this.figures = figures;
    }

    public void run(Effort effort) throws SQLException, InterruptedException {
        figures.aim(GROUP, "drained", "rows/s", "≥ 30000");
        figures.aim(GROUP, "commit to topic p50", "ms", "≤ 5");
        var login = stack.contentDatabase();
        try (var connection =
                        DriverManager.getConnection(
                                login.jdbcUrl(), login.username(), login.password());
                var consumer = consumer()) {
            for (int i = 0; i <= effort.repetitions(); i++) {
                double rate = drain(connection, consumer, effort.outboxRows());
                if (i > 0) {
                    figures.add(GROUP, "drained", "rows/s", rate);
                }
            }
            for (int i = 0; i < effort.repetitions(); i++) {
                var latencies = commitToTopic(connection, consumer, effort.singleRows());
                figures.add(GROUP, "commit to topic p50", "ms", latencies.percentile(0.50));
                figures.add(GROUP, "commit to topic p95", "ms", latencies.percentile(0.95));
            }
        }
    }

    private double drain(Connection connection, KafkaConsumer<String, byte[]> consumer, int rows)
            throws SQLException, InterruptedException {
        long before = onTopic(consumer);
        try (var statement = connection.prepareStatement(FILL.formatted(rows))) {
            statement.setString(1, Topics.after(HookDomain.CONTENT));
            statement.setString(2, headers());
            statement.setBytes(3, payload());
            statement.executeUpdate();
        }
        long begin = System.nanoTime();
        notifyRelay(connection);
        while (isFilled(connection)) {
            if (System.nanoTime() - begin > LONGEST.toNanos()) {
                figures.fault("the outbox was not empty after " + LONGEST.toSeconds() + " s");
                return 0;
            }
            Thread.sleep(2);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        long published = onTopic(consumer) - before;
        if (published < rows) {
            figures.fault("of %d outbox rows %d reached the topic".formatted(rows, published));
        }
        return rows / seconds;
    }

    private Latencies commitToTopic(
            Connection connection, KafkaConsumer<String, byte[]> consumer, int rows)
            throws SQLException, InterruptedException {
        consumer.seekToEnd(consumer.assignment());
        consumer.assignment().forEach(consumer::position);
        var nanos = new long[rows];
        for (int i = 0; i < rows; i++) {
            // Idle in between, so that each row finds the relay asleep.
            Thread.sleep(20);
            commitOne(connection);
            long committed = System.nanoTime();
            while (consumer.poll(Duration.ofMillis(500)).isEmpty()) {
                if (System.nanoTime() - committed > LONGEST.toNanos()) {
                    throw new IllegalStateException("a row of the outbox reached no topic");
                }
            }
            nanos[i] = System.nanoTime() - committed;
        }
        return new Latencies(nanos);
    }

    private static void commitOne(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        try (var statement = connection.prepareStatement(SINGLE)) {
            statement.setString(1, Topics.after(HookDomain.CONTENT));
            statement.setString(2, EventPublisher.subjectOf(0));
            statement.setString(3, headers());
            statement.setBytes(4, payload());
            statement.executeUpdate();
            notifyRelay(connection);
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private static void notifyRelay(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("SELECT pg_notify('hookline_outbox', '')");
        }
    }

    private static boolean isFilled(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT EXISTS (SELECT FROM outbox_event)")) {
            return row.next() && row.getBoolean(1);
        }
    }

    private static long onTopic(KafkaConsumer<String, byte[]> consumer) {
        return consumer.endOffsets(consumer.assignment()).values().stream()
                .mapToLong(Long::longValue)
                .sum();
    }

    private KafkaConsumer<String, byte[]> consumer() {
        Map<String, Object> settings = Map.of("bootstrap.servers", stack.bootstrapServers());
        var consumer =
                new KafkaConsumer<>(
                        settings, new StringDeserializer(), new ByteArrayDeserializer());
        var topic = Topics.after(HookDomain.CONTENT);
        consumer.assign(
                consumer.partitionsFor(topic).stream()
                        .map(partition -> new TopicPartition(topic, partition.partition()))
                        .toList());
        return consumer;
    }

    private static byte[] payload() {
        return EventPublisher.payloadOf(new EventNumber(0, 1)).getBytes(StandardCharsets.UTF_8);
    }

    private static String headers() {
        try {
            return JSON.writeValueAsString(EventPublisher.headersOf(EventPublisher.subjectOf(0)));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("headers are always JSON", e);
        }
    }
}
