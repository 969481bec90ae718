package dev.hookline.gateway.delivery;

import static io.restassured.RestAssured.given;

import dev.hookline.testsupport.PluginFixture;
import dev.hookline.testsupport.TestInfrastructure;
import dev.hookline.testsupport.TestTokens;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** What tests of deliveries do with the gateway, the broker and the database. */
final class DeliveryScene implements AutoCloseable {

    static final String SAVED = "content:afterSave";

    private final List<PluginFixture> plugins = new ArrayList<>();
    private final Published published = new Published(broker());

    static Map<String, Object> broker() {
        return new HashMap<>(
                Map.of("bootstrap.servers", TestInfrastructure.shared().bootstrapServers()));
    }

    PluginFixture plugin(String id) {
        var plugin = PluginFixture.start(id);
        plugins.add(plugin);
        return plugin;
    }

    Published publisher() {
        return published;
    }

    String saved(String subject, int number) {
        return published.publish(SAVED, subject, savedJson(subject, number));
    }

    static String savedJson(String subject, int number) {
        return """
        {"collection": "posts", "content": {"id": "%s", "number": %d}}\
        """
                .formatted(subject, number);
    }

    /** The numbers of the events that reached the plugin about a subject, as they came. */
    static List<Integer> numbers(PluginFixture plugin, String subject) {
        return plugin.calls(SAVED).stream()
                .filter(call -> call.event().at("/content/id").asText().equals(subject))
                .map(call -> call.event().at("/content/number").asInt())
                .toList();
    }

    ValidatableResponse install(PluginFixture plugin) {
        return given(admin())
                .body(plugin.manifest())
                .post("/api/v1/plugins")
                .then()
                .statusCode(201);
    }

    static RequestSpecification admin() {
        return given().contentType("application/json").auth().oauth2(TestTokens.admin());
    }

    static ConditionFactory await() {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(20));
    }

    /** The first column of each row. */
    static List<String> rows(String sql) {
        var login = TestInfrastructure.shared().login("gateway");
        try (var connection =
                        DriverManager.getConnection(
                                login.jdbcUrl(), login.username(), login.password());
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            var rows = new ArrayList<String>();
            while (result.next()) {
                rows.add(result.getString(1));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    static void execute(String sql) {
        var login = TestInfrastructure.shared().login("gateway");
        try (var connection =
                        DriverManager.getConnection(
                                login.jdbcUrl(), login.username(), login.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Every record on a topic whose key is this one. */
    static List<ConsumerRecord<String, byte[]>> records(String topic, String key) {
        try (var consumer =
                new KafkaConsumer<>(
                        broker(), new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions =
                    consumer.partitionsFor(topic).stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var found = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.get(p))) {
                for (var message : consumer.poll(Duration.ofMillis(200))) {
                    if (key.equals(message.key())) {
                        found.add(message);
                    }
                }
            }
            return found;
        }
    }

    @Override
    public void close() {
        published.close();
        for (var plugin : plugins) {
            given(admin()).delete("/api/v1/plugins/" + plugin.id());
            plugin.close();
        }
    }
}
